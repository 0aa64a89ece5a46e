/** What may be a moment old is read once for everybody who sees the same. */
import { type Ctx, levelsOf } from '#platform/ctx.ts'
import type { Wiring } from '#platform/facts.ts'

interface Kept {
  until: number
  value: Promise<unknown>
}

// The wiring is one for the life of an app, and a new one for each world of the tests.
const shelves = new WeakMap<Wiring, Map<string, Kept>>()

/** @param seconds how old it may be; whoever reaches other levels sees other things, and has their own */
export function kept<Value>(
  ctx: Ctx,
  name: string,
  seconds: number,
  read: () => Promise<Value>,
): Promise<Value> {
  const shelf = shelves.get(ctx.wiring) ?? new Map<string, Kept>()
  shelves.set(ctx.wiring, shelf)
  const key = `${name} ${levelsOf(ctx.viewer).length}`
  const before = shelf.get(key)
  if (before && before.until > ctx.now.getTime()) return before.value as Promise<Value>
  const value = read()
  shelf.set(key, { until: ctx.now.getTime() + seconds * 1000, value })
  value.catch(() => shelf.delete(key))
  return value
}
