/** Threads like a text: for the one who types a question, and beside each question. */
import type { Ctx } from '#platform/ctx.ts'
import { find, type Found } from './find.ts'
import { plain } from './words.ts'

// Beyond this many words of a body the first ones have said what it is about.
const bodyWords = 30
const threads = { kinds: ['question', 'discussion'] } as const

/** Questions and discussions that may answer this already, best first. */
export async function matches(
  ctx: Pick<Ctx, 'db' | 'viewer'>,
  { title, body = '' }: { title: string; body?: string },
  size = 5,
): Promise<Found[]> {
  // The title stands last, so that the word being typed in it may still grow.
  const words = `${plain(body).split(' ').slice(0, bodyWords).join(' ')} ${plain(title)}`.trim()
  if (words.length < 3) return []
  return (await find(ctx, words, threads, { size, loose: true })).rows
}

/** Threads related to one, without itself. */
export async function related(
  ctx: Pick<Ctx, 'db' | 'viewer'>,
  thread: { id: number; title: string },
  size = 5,
): Promise<Found[]> {
  const found = await matches(ctx, { title: thread.title }, size + 1)
  return found.filter((each) => each.id !== thread.id).slice(0, size)
}
