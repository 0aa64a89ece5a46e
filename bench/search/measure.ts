/** How good rankings are, by the definitions that are used everywhere, and how long they took. */
import type { Rights } from './read.ts'

export interface Figures {
  queries: number
  recall5: number
  recall10: number
  mrr10: number
  p50: number
  p95: number
}

const mean = (list: number[]) => list.reduce((sum, each) => sum + each, 0) / (list.length || 1)

/** @param rankings ids, best first, by query; a query without one counts as nothing found */
export function figuresOf(rights: Rights, rankings: ReadonlyMap<string, readonly string[]>, times: readonly number[]): Figures {
  const asked = [...rights].filter(([, right]) => right.size > 0)
  const hits = asked.map(([query, right]) => ({ right, hit: (rankings.get(query) ?? []).map((id) => right.has(id)) }))
  const recall = (depth: number) => mean(hits.map(({ right, hit }) => hit.slice(0, depth).filter(Boolean).length / right.size))
  const first = hits.map(({ hit }) => hit.slice(0, 10).indexOf(true))
  return {
    queries: asked.length,
    recall5: 100 * recall(5),
    recall10: 100 * recall(10),
    mrr10: 100 * mean(first.map((at) => (at < 0 ? 0 : 1 / (at + 1)))),
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
  }
}

export function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}
