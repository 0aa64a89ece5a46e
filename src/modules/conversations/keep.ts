/** Figures beside a list may be a minute old: read once, kept in this process for a while. */
import type { Ctx } from '#platform/ctx.ts'

interface Kept {
  until: number
  value: Promise<unknown>
}

// Of one app: tests open many in one process, and what one knows must not reach the next.
const shelves = new WeakMap<object, Map<string, Kept>>()
const room = 5_000

export function kept<Value>(
  ctx: Ctx,
  key: string,
  seconds: number,
  read: () => Promise<Value>,
): Promise<Value> {
  const shelf = shelfOf(ctx)
  const before = shelf.get(key)
  if (before && before.until > Date.now()) return before.value as Promise<Value>
  const value = read()
  // Inside a transaction one sees what others do not see yet.
  if (ctx.db.isTransaction) return value
  if (shelf.size >= room) shelf.clear()
  shelf.set(key, { until: Date.now() + seconds * 1000, value })
  value.catch(() => shelf.delete(key))
  return value
}

function shelfOf(ctx: Ctx): Map<string, Kept> {
  const app = ctx.wiring.listeners
  const shelf = shelves.get(app) ?? new Map<string, Kept>()
  shelves.set(app, shelf)
  return shelf
}
