/** The addresses of editing: forms with the version they started from, history, preview. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { spend } from '#platform/limits.ts'
import { anyone } from '#platform/permissions.ts'
import { Invalid, Outdated, type Problem } from '#platform/problems.ts'
import { cooked } from './cooking.ts'
import { clashOf, type Edit, editOfPost, editOfThread } from './edits.ts'
import { PostJson, RevisionJson, ThreadJson } from './json.ts'
import { withinLimits } from './group-mentions.ts'
import { EditPage } from './pages/edit-page.tsx'
import { HistoryPage } from './pages/history-page.tsx'
import { pathOf, postPath } from './pages/paths.ts'
import { PreviewPage } from './pages/preview-page.tsx'
import { may } from './permissions.ts'
import { postShown } from './post-queries.ts'
import { editPost } from './posts.ts'
import { historyOf } from './revision-queries.ts'
import { bodyLimit, EditedPost, EditedThread } from './shapes.ts'
import { threadShown } from './thread-queries.ts'
import { editThread } from './threads.ts'

export function editRoutes(open: Doors) {
  open.get('/threads/:id/edit', {
    may: may.editThread,
    params: ById,
    act: (ctx, { params }) => editOfThread(ctx, params.id),
    page: (edit) => <EditPage edit={edit} />,
  })
  open.patch('/threads/:id', {
    may: may.editThread,
    says: 'conversations:api.editThread',
    params: ById,
    body: EditedThread,
    json: ThreadJson,
    act: async (ctx, { params, body }) => threadShown(ctx, (await editThread(ctx, params.id, body)).id),
    next: (thread) => `${pathOf(thread)}?said=edited`,
    again: async (problem, typed, ctx, params) =>
      editAgain(ctx, await editOfThread(ctx, params.id), problem, typed),
  })

  open.get('/posts/:id/edit', {
    may: may.editPost,
    params: ById,
    act: (ctx, { params }) => editOfPost(ctx, params.id),
    moved: ({ post, thread }) => (post.kind === 'opening' ? `/threads/${thread.id}/edit` : null),
    page: (edit) => <EditPage edit={edit} />,
  })
  open.patch('/posts/:id', {
    may: may.editPost,
    says: 'conversations:api.editPost',
    params: ById,
    body: EditedPost,
    json: PostJson,
    act: async (ctx, { params, body }) => postShown(ctx, (await editPost(ctx, params.id, body)).id),
    next: (post) => postPath(post.thread, post.id),
    again: async (problem, typed, ctx, params) =>
      editAgain(ctx, await editOfPost(ctx, params.id), problem, typed),
  })

  open.get('/posts/:id/history', {
    may: may.readHistory,
    says: 'conversations:api.history',
    params: ById,
    json: z.object({ revisions: z.array(RevisionJson) }),
    act: (ctx, { params }) => historyOf(ctx, params.id),
    page: (post) => <HistoryPage post={post} />,
  })

  open.post('/preview', {
    may: anyone,
    says: 'conversations:api.preview',
    query: z.object({ private: z.literal('1').optional().catch(undefined) }),
    body: z.object({ body: z.string().max(bodyLimit, 'conversations:problem.bodyLong') }),
    json: z.object({ html: z.string(), groups: z.array(z.object({ handle: z.string(), name: z.string(), people: z.number(), hidden: z.boolean(), why: z.string().nullable() })) }),
    act: async (ctx, { body, query, ip }) => {
      await spend(
        ctx,
        `preview:${ctx.viewer.id ?? createHash('sha256').update(ip).digest('base64url').slice(0, 22)}`,
        { max: 60, seconds: 60 },
      )
      const text = await cooked(ctx, body.body, { inPrivate: query.private === '1' })
      return { ...text, groups: await withinLimits(ctx, text.groups) }
    },
    page: ({ html, groups }) => <PreviewPage html={html} groups={groups} />,
  })
}

/** The form again with what was typed; after a clash it starts from what is stored now. */
async function editAgain(ctx: Ctx, edit: Edit, problem: Problem, typed: Record<string, string>) {
  const mine = {
    ...edit,
    title: edit.title === null ? null : (typed.title ?? ''),
    topics: String(typed.topics ?? edit.topics),
    body: typed.body ?? '',
  }
  if (problem instanceof Outdated) {
    const clash = await clashOf(ctx, edit.post.id, problem, mine.body)
    return (
      <EditPage edit={{ ...mine, version: problem.current.version }} reason={typed.reason} clash={clash} />
    )
  }
  const problems = problem instanceof Invalid ? problem.fields : { body: problem.message }
  return (
    <EditPage
      edit={{ ...mine, version: Number(typed.version) || edit.version }}
      reason={typed.reason}
      problems={problems}
    />
  )
}
