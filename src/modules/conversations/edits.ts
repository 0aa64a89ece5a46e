/** What an edit page starts from, and the comparison when two have edited at once. */
import { diffLines, diffWordsWithSpace } from 'diff'
import type { Ctx } from '#platform/ctx.ts'
import { demand, type Outdated } from '#platform/problems.ts'
import type { Change } from '#ui/diff.tsx'
import { type Person, person } from '#modules/members/index.ts'
import { draftAt } from './drafts.ts'
import { openingOf, type PostView, postShown } from './post-queries.ts'
import { type ThreadView, threadShown } from './thread-queries.ts'

export interface Edit {
  thread: ThreadView
  /** The post whose text is edited: the opening, when the whole thread is. */
  post: PostView
  title: string | null
  topics: string
  body: string
  version: number
  draftVersion: number
}

export interface Clash {
  by: Person | null
  theirs: string
  theirTitle: string | null
  changes: Change[]
}

export async function editOfThread(ctx: Ctx, id: number): Promise<Edit> {
  const thread = await threadShown(ctx, id)
  const post = await openingOf(ctx, thread)
  return edit(ctx, thread, post, {
    title: thread.title,
    topics: thread.topics.map(({ name }) => name).join(', '),
  })
}

export async function editOfPost(ctx: Ctx, id: number): Promise<Edit> {
  const { thread, ...post } = await postShown(ctx, id)
  return edit(ctx, thread, post, { title: null, topics: '' })
}

async function edit(
  ctx: Ctx,
  thread: ThreadView,
  post: PostView,
  words: { title: string | null; topics: string },
): Promise<Edit> {
  demand(post.may.edit, 'conversations:problem.mayNotEdit')
  const draft = await draftAt(ctx, `edit:${post.id}`)
  const title = draft?.title && words.title !== null ? draft.title : words.title
  // A draft belongs to the text it began from: if that has changed since, saving says so.
  const version = draft?.body ? Number(draft.details.base) || post.version : post.version
  return {
    thread,
    post,
    ...words,
    title,
    body: draft?.body || post.body,
    version,
    draftVersion: draft?.version ?? 0,
  }
}

/** Who was quicker, and what lies between their text and this one. */
export async function clashOf(ctx: Ctx, postId: number, { current }: Outdated, mine: string): Promise<Clash> {
  const row = await ctx.db
    .selectFrom('post')
    .select(person('post.edited_by_id').as('by'))
    .where('id', '=', postId)
    .executeTakeFirst()
  return {
    by: row?.by ?? null,
    theirs: current.body,
    theirTitle: current.title ?? null,
    changes: changesOf(current.body, mine),
  }
}

// Two long texts with nothing in common would be compared for minutes.
const patience = { timeout: 200 }

/** From one text to another, by words; by lines when that takes too long. */
export function changesOf(before: string, after: string): Change[] {
  const changes = diffWordsWithSpace(before, after, patience) ?? diffLines(before, after, patience)
  return (
    changes ?? [
      { value: before, removed: true },
      { value: after, added: true },
    ]
  )
}
