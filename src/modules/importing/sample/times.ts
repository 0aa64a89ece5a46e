/** When things happened in the sample: told as ages, so that it is always of this week, and never in the future. */
import type { Thread } from './parse.ts'

const minute = 60_000
const day = 1440 * minute

// The newest thing may be as young as this.
const youngest = 2 * minute

/** The moment of a thread, and how its delays become moments. */
export function clockOf(thread: Thread, now: Date): { startedAt: Date; at: (delay: number) => Date } {
  const midnight = Math.floor(now.getTime() / day) * day
  const latest = now.getTime() - youngest
  let started = midnight - thread.ageDays * day + thread.minute * minute
  while (started > latest - 10 * minute) started -= day
  // What was said after now is said sooner: everything keeps its order.
  const longest = Math.max(
    1,
    ...thread.answers.flatMap((answer) => [answer.delay, ...answer.comments.map((each) => each.delay)]),
    ...thread.comments.map((each) => each.delay),
  )
  const factor = Math.min(1, (latest - started) / (longest * minute))
  return { startedAt: new Date(started), at: (delay) => new Date(started + Math.round(delay * minute * factor)) }
}

export const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * day)

/** A moment between two, nearer to the first the smaller the share. */
export const between = (from: Date, to: Date, share: number) =>
  new Date(from.getTime() + Math.round(Math.max(0, to.getTime() - from.getTime()) * share))
