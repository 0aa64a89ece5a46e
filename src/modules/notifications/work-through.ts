/** Mails that are due to many at one time: page after page, for as long as a job may work. */
import { type Ctx, transaction } from '#platform/ctx.ts'

// A job has five minutes; what is left is for the next.
const workFor = 200_000

export interface DuePage<Due> {
  /** Those to whom it can be written now. */
  due: readonly Due[]
  /** Where the next page begins; null when this was the last. Quiet hours leave nobody on a page, and yet there are more pages. */
  last: Due | null
}

interface Work<Due> {
  page: (after: Due | null) => Promise<DuePage<Due>>
  /** In a transaction of its own: one that fails stops no other. */
  write: (tx: Ctx, due: Due) => Promise<void>
  /** For the log, when some could not be written. */
  what: string
}

/** @throws when some failed, after all others were written */
export async function workThrough<Due>(ctx: Ctx, { page, write, what }: Work<Due>): Promise<void> {
  const until = Date.now() + workFor
  const failed: unknown[] = []
  for (let { due, last } = await page(null); last !== null && Date.now() < until; { due, last } = await page(last))
    for (const each of due) await transaction(ctx, (tx) => write(tx, each)).catch((error: unknown) => failed.push(error))
  if (failed.length > 0) throw new Error(`${failed.length} ${what} could not be written.`, { cause: failed[0] })
}
