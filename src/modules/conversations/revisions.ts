/** The history of a post. The first edit keeps the first text too; from then on the newest revision is what is shown. */
import type { Ctx } from '#platform/ctx.ts'

interface Before {
  id: number
  body: string
  version: number
  authorId: number
  createdAt: Date
  title?: string
  topics?: string[]
}

interface After {
  title?: string
  topics?: readonly string[]
  body: string
  reason?: string
}

/** @returns the new version of the post */
export async function keepRevision(tx: Ctx, before: Before, after: After): Promise<number> {
  const version = before.version + 1
  const now = {
    postId: before.id,
    number: version,
    body: after.body,
    title: after.title ?? null,
    topics: after.topics ? [...after.topics] : null,
    authorId: tx.viewer.id,
    at: tx.now,
    reason: after.reason ?? '',
  }
  const first = {
    postId: before.id,
    number: 1,
    body: before.body,
    title: before.title ?? null,
    topics: before.topics ?? null,
    authorId: before.authorId,
    at: before.createdAt,
    reason: '',
  }
  await tx.db
    .insertInto('postRevision')
    .values(before.version === 1 ? [first, now] : [now])
    .execute()
  return version
}
