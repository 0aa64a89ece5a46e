/** What the bench finds for the same questions: the product's search, on the set as the bench puts it in. */
import { matches } from '#modules/search/index.ts'
import { readThreads, type Thread } from '../search/read.ts'
import type { SetOf } from '../search/sets.ts'
import { grow, openTown, Threads } from '../search/town.ts'
import type { Question } from './questions.ts'

/** @returns for each question the foreign ids of the first threads, best first */
export async function benchRankings(set: SetOf, questions: readonly Question[], depth: number): Promise<Map<string, string[]>> {
  const threads = new Threads(await readThreads(set))
  const happenings = threads.happenings()
  const town = await openTown(undefined)
  const rankings = new Map<string, string[]>()
  let next = 0
  for (const { id, title, before } of questions) {
    const changed = new Set<Thread>()
    for (; next < happenings.length && happenings[next]!.at < before; next++) changed.add(happenings[next]!.thread)
    town.ctx.now = new Date(before)
    await grow(town, threads, changed, before)
    const found = await matches(town.ctx, { title }, { size: depth, before: new Date(before) })
    rankings.set(id, found.map((each) => threads.idOf(each.id)))
  }
  await town.close()
  return rankings
}
