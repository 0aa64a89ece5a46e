/** The addresses of posts: writing answers and comments, votes, removing and bringing back. */
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { anyone } from '#platform/permissions.ts'
import { Invalid, type Problem } from '#platform/problems.ts'
import { tAny } from '../../texts/index.ts'
import { draftAt } from './drafts.ts'
import { PostJson } from './json.ts'
import { CommentFrame, CommentPage, CommentsPage } from './pages/comment-page.tsx'
import { pathOf, postPath } from './pages/paths.ts'
import { AnswerPosted, CommentPosted, HelpfulSaid, PostRemoved, PostRestored } from './pages/streams.tsx'
import { ThreadPage } from './pages/thread-page.tsx'
import { may } from './permissions.ts'
import { allComments, openingOf, type PostInThread, type PostView, postShown } from './post-queries.ts'
import { postAnswer, postComment, type PostRef, removePost, restorePost } from './posts.ts'
import { NewPost } from './shapes.ts'
import { threadShown } from './thread-queries.ts'
import { readThreadPage } from './thread-reading.ts'
import { unvote, voteHelpful } from './votes.ts'

type PostedAnswer = PostInThread & { opening: PostView }

export function postRoutes(open: Doors) {
  open.get('/posts/:id', {
    may: anyone,
    says: 'conversations:api.post',
    params: ById,
    json: PostJson,
    act: (ctx, { params }) => postShown(ctx, params.id),
    moved: toPost,
  })

  open.post('/threads/:id/answers', {
    may: may.answer,
    says: 'conversations:api.answer',
    params: ById,
    body: NewPost,
    json: PostJson,
    once: true,
    act: (ctx, { params, body }): Promise<PostRef | PostedAnswer> => postAnswer(ctx, params.id, body),
    shown: async (ctx, { id }) => {
      const post = await postShown(ctx, id)
      return { ...post, opening: await openingOf(ctx, post.thread) }
    },
    next: (post, _ctx, { body }) => (body.goOn ? `/posts/${post.id}/poll/new` : toPost(post)),
    stream: (post) => <AnswerPosted post={post as PostedAnswer} opening={(post as PostedAnswer).opening} />,
    again: async (problem, typed, ctx, params) => (
      <ThreadPage
        thread={await readThreadPage(ctx, await threadShown(ctx, params.id), {})}
        typed={typed.body ?? ''}
        error={wordsOf(problem)}
      />
    ),
  })

  commentDoors(open)
  voteDoors(open)

  open.delete('/posts/:id', {
    may: may.removePost,
    says: 'conversations:api.removePost',
    params: ById,
    json: PostJson,
    act: async (ctx, { params }) => shownAfter(ctx, await removePost(ctx, params.id)),
    next: (post) =>
      `${pathOf(post.thread)}?undo=${post.id}#${post.parentId ? `post-${post.parentId}` : 'answers'}`,
    stream: (post) => <PostRemoved post={post} />,
  })

  open.post('/posts/:id/restoration', {
    may: may.removePost,
    says: 'conversations:api.restorePost',
    params: ById,
    json: PostJson,
    act: async (ctx, { params }) => shownAfter(ctx, await restorePost(ctx, params.id)),
    next: toPost,
    stream: (post) => <PostRestored post={post} />,
  })
}

function commentDoors(open: Doors) {
  open.get('/posts/:id/comments', {
    may: anyone,
    says: 'conversations:api.comments',
    params: ById,
    json: PostJson,
    act: (ctx, { params }) => allComments(ctx, params.id),
    page: (post) => <CommentsPage post={post} />,
  })

  open.get('/posts/:id/comments/new', {
    may: may.comment,
    params: ById,
    act: async (ctx, { params }) => ({
      post: await postShown(ctx, params.id),
      draft: await draftAt(ctx, `comment:${params.id}`),
    }),
    page: (form, _ctx, { headers }) =>
      headers['turbo-frame'] ? <CommentFrame {...form} /> : <CommentPage {...form} />,
  })

  open.post('/posts/:id/comments', {
    may: may.comment,
    says: 'conversations:api.comment',
    params: ById,
    body: NewPost,
    json: PostJson,
    once: true,
    act: async (ctx, { params, body }) => shownAfter(ctx, await postComment(ctx, params.id, body)),
    next: toPost,
    stream: (comment) => <CommentPosted comment={comment} />,
    again: async (problem, typed, ctx, params) => (
      <CommentPage
        post={await postShown(ctx, params.id)}
        draft={null}
        typed={typed.body ?? ''}
        error={wordsOf(problem)}
      />
    ),
  })
}

function voteDoors(open: Doors) {
  const door = {
    may: may.vote,
    params: ById,
    json: PostJson,
    next: toPost,
    stream: (post: PostInThread) => <HelpfulSaid post={post} />,
  }
  open.put('/posts/:id/helpful', {
    ...door,
    says: 'conversations:api.helpful',
    act: async (ctx, { params }) => shownAfter(ctx, await voteHelpful(ctx, params.id)),
  })
  open.delete('/posts/:id/helpful', {
    ...door,
    says: 'conversations:api.notHelpful',
    act: async (ctx, { params }) => shownAfter(ctx, await unvote(ctx, params.id)),
  })
}

const toPost = (post: Pick<PostRef, 'id' | 'kind' | 'thread'>) =>
  post.kind === 'opening' ? pathOf(post.thread) : postPath(post.thread, post.id)

const shownAfter = (ctx: Ctx, { id }: { id: number }) => postShown(ctx, id)

/** What is wrong with a text that was sent, in one line under its field. */
export const wordsOf = (problem: Problem) =>
  problem instanceof Invalid
    ? Object.values(problem.fields)
        .map((key) => tAny(key))
        .join(' ')
    : tAny(problem.message, problem.params)
