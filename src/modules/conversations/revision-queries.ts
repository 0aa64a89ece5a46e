/** The texts a post has had, each with what it changed. */
import type { Ctx } from '#platform/ctx.ts'
import { demand } from '#platform/problems.ts'
import type { Change } from '#ui/diff.tsx'
import { type Person, person } from '#modules/members/index.ts'
import { changesOf } from './edits.ts'
import { type PostInThread, postShown } from './post-queries.ts'

export interface Revision {
  number: number
  title: string | null
  topics: string[] | null
  body: string
  at: Date
  reason: string
  author: Person | null
}

export interface Step extends Revision {
  /** From the version before to this one; null for the first. */
  changes: Change[] | null
  titleChanges: Change[] | null
  topicsChanged: boolean
}

export interface History extends PostInThread {
  /** Newest first. */
  revisions: Step[]
}

// Whoever looks further back than this finds them all in the export.
const mostShown = 50

/** A post with its history. One that was never edited has one text. */
export async function historyOf(ctx: Ctx, postId: number): Promise<History> {
  const post = await postShown(ctx, postId)
  demand(post.may.history)
  const texts: Revision[] = await ctx.db
    .selectFrom('postRevision')
    .select(['number', 'title', 'topics', 'body', 'at', 'reason'])
    .select(person('post_revision.author_id').as('author'))
    .where('postId', '=', postId)
    .orderBy('number', 'desc')
    .limit(mostShown + 1)
    .execute()
  const only = {
    number: 1,
    title: null,
    topics: null,
    body: post.body,
    at: post.createdAt,
    reason: '',
    author: post.author,
  }
  const all = texts.length > 0 ? texts : [only]
  return { ...post, revisions: all.slice(0, mostShown).map((text, index) => step(text, all[index + 1])) }
}

function step(text: Revision, before: Revision | undefined): Step {
  if (!before) return { ...text, changes: null, titleChanges: null, topicsChanged: false }
  const titleChanges =
    text.title !== null && before.title !== null && text.title !== before.title
      ? changesOf(before.title, text.title)
      : null
  return {
    ...text,
    changes: text.body === before.body ? [] : changesOf(before.body, text.body),
    titleChanges,
    topicsChanged: String(text.topics ?? '') !== String(before.topics ?? ''),
  }
}
