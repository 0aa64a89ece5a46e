/** One topic of a forum, as records. */
import { formsOf } from '../addresses.ts'
import type { AnyRecord, Place, PostRecord, SkipRecord, ThreadRecord, Writing } from '../records.ts'
import { categoryOf, type Survey, tagsOf, textAsks, titleAsks } from './survey.ts'
import { type Post, postsOf, type Topic } from './topics.ts'

const like = 2
const kinds = { smallAction: 3, whisper: 4 } as const

export interface Around {
  survey: Survey
  site: string
}

/** Whether a topic was a question. Discourse knows no kinds; README.md tells how we decide. */
function asks(topic: Topic, survey: Survey): boolean {
  const posts = postsOf(topic)
  if (posts.some((post) => post.accepted_answer) || survey.asksIn(categoryOf(topic))) return true
  if (titleAsks(topic.title)) return true
  return !survey.marksSolutions && textAsks(posts[0]?.cooked ?? '')
}

export function* topicRecords(topic: Topic, at: Place, around: Around): Generator<AnyRecord> {
  const posts = postsOf(topic).toSorted((one, other) => one.post_number - other.post_number)
  const refusal =
    topic.archetype && topic.archetype !== 'regular' ? 'privateMessage' : posts.length === 0 ? 'topicWithoutPosts' : null
  if (refusal) return yield skip(refusal, at)
  const missing = (topic.post_stream?.stream?.length ?? 0) - posts.length
  if (missing > 0) yield skip('postNotInExport', at, missing)
  const [opening, ...others] = posts
  const type = asks(topic, around.survey) ? 'question' : 'discussion'
  yield threadRecord(
    topic,
    opening!,
    { at, type, closing: posts.find((post) => /^(closed|archived|autoclosed)\.enabled$/.test(post.action_code ?? '')) },
    around,
  )
  yield* otherPosts(topic, others, { at, type, first: opening!.post_number }, around)
}

const skip = (reason: string, at: Place, count = 1): SkipRecord => ({ kind: 'skip', reason, at, count })

function threadRecord(
  topic: Topic,
  opening: Post,
  { at, type, closing }: { at: Place; type: ThreadRecord['type']; closing: Post | undefined },
  { site, survey }: Around,
): ThreadRecord {
  const isClosed = topic.closed || topic.archived
  return {
    kind: 'thread',
    id: String(topic.id),
    at,
    type,
    space: categoryOf(topic),
    author: survey.personOf(opening),
    title: topic.unicode_title ?? topic.title,
    ...(topic.slug && topic.slug !== 'topic' && { slug: topic.slug }),
    topics: tagsOf(topic),
    createdAt: new Date(topic.created_at ?? opening.created_at),
    views: topic.views ?? 0,
    pinnedAt: topic.pinned_at ? new Date(topic.pinned_at) : null,
    removedAt: topic.deleted_at ? new Date(topic.deleted_at) : hiddenAt(opening),
    closedAt: isClosed ? new Date(closing?.created_at ?? topic.last_posted_at ?? opening.created_at) : null,
    closedBy: isClosed && closing ? survey.personOf(closing) : null,
    paths: formsOf(site, `/t/${topic.id}`),
    opening: { ...writingOf(topic, opening, survey), removedAt: null },
  }
}

function* otherPosts(
  topic: Topic,
  posts: Post[],
  { at, type, first }: { at: Place; type: ThreadRecord['type']; first: number },
  around: Around,
): Generator<AnyRecord> {
  const shown = posts.filter((post) => !isLeftOut(post))
  const ids = new Map([
    [first, idOf(topic, { post_number: first, ...postsOf(topic).find((post) => post.post_number === first) })],
    ...shown.filter((post) => !hiddenAt(post)).map((post) => [post.post_number, idOf(topic, post)] as const),
  ])
  const accepted = acceptedIn(topic, shown)
  for (const post of posts) {
    const reason = isLeftOut(post)
    if (reason) yield* leftOut(post, reason, at)
    else if (post.accepted_answer && post !== accepted) yield skip('secondAcceptedAnswer', at)
    if (!reason && hiddenAt(post)) yield* leftOut(post, 'hiddenPost', at)
    if (!reason)
      yield postRecord(
        topic,
        post,
        { at, type, parent: ids.get(post.reply_to_post_number ?? -1) ?? null, isAccepted: post === accepted },
        around,
      )
  }
}

function* leftOut(post: Post, reason: string, at: Place): Generator<SkipRecord> {
  yield skip(reason, at)
  const likes = likesOf(post)
  if (likes > 0) yield skip(reason === 'hiddenPost' ? 'likeOfHiddenPost' : 'likeOfSkippedPost', at, likes)
}

function isLeftOut(post: Post): string | null {
  if (post.post_type === kinds.smallAction) return 'smallAction'
  if (post.post_type === kinds.whisper) return 'whisper'
  return post.cooked?.trim() ? null : 'emptyPost'
}

/** One answer is the accepted one: that of the topic, else the first that is marked. */
function acceptedIn(topic: Topic, posts: readonly Post[]): Post | undefined {
  const marked = posts.filter((post) => post.accepted_answer && !hiddenAt(post))
  return marked.find((post) => post.post_number === topic.accepted_answer?.post_number) ?? marked[0]
}

function postRecord(
  topic: Topic,
  post: Post,
  { at, type, parent, isAccepted }: { at: Place; type: ThreadRecord['type']; parent: string | null; isAccepted: boolean },
  { site, survey }: Around,
): PostRecord {
  return {
    kind: 'post',
    ...writingOf(topic, post, survey),
    at,
    thread: String(topic.id),
    type: type === 'question' ? 'answer' : 'reply',
    parent,
    // When it was accepted is not told; it cannot have been before it was written.
    accepted: isAccepted ? { at: new Date(post.created_at), by: null } : null,
    paths: formsOf(site, `/t/${topic.id}/${post.post_number}`),
  }
}

function writingOf(topic: Topic, post: Post, survey: Survey): Writing {
  const createdAt = new Date(post.created_at)
  return {
    id: idOf(topic, post),
    author: survey.personOf(post),
    body: { html: post.cooked ?? '', flavour: 'discourse' },
    createdAt,
    ...(post.version !== undefined && { editedAt: post.version > 1 ? new Date(post.updated_at ?? post.created_at) : null }),
    removedAt: hiddenAt(post),
    votes: Array.from({ length: likesOf(post) }, () => ({ member: null, value: 1, at: createdAt })),
  }
}

const likesOf = (post: Post) => post.actions_summary?.find((action) => action.id === like)?.count ?? post.like_count ?? 0

const idOf = (topic: Topic, post: Pick<Post, 'id' | 'post_number'>) =>
  post.id === undefined ? `${topic.id}/${post.post_number}` : String(post.id)

/** Hidden by flags, or deleted. */
function hiddenAt(post: Post): Date | null {
  if (post.deleted_at) return new Date(post.deleted_at)
  return post.hidden ? new Date(post.updated_at ?? post.created_at) : null
}

/** The numbers of the topics that a post links to: as Discourse counted them, and as they stand in the text. */
export function linkedTopics(post: Post, host: string): Set<string> {
  const counted = (post.link_counts ?? []).filter((link) => link.internal && !link.reflection).map((link) => link.url)
  const written = Array.from((post.cooked ?? '').matchAll(/href="([^"]+)"/g), ([, url]) => url!)
  const topics = [...counted, ...written].flatMap((url) => topicAt(url, host) ?? [])
  return new Set(topics)
}

function topicAt(url: string, host: string): string | null {
  const [, named, topic] = /^(?:https?:)?(?:\/\/([^/]+))?\/t\/(?:[^/]+\/)?(\d+)(?:[/?#].*)?$/.exec(url) ?? []
  return topic && (named === undefined || named === host) ? topic : null
}
