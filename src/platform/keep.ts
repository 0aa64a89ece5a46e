/**
 * Figures and lists that may be a moment old: read once for everybody who sees the same, kept in this process for a
 * while, forgotten at once when something changes that may take a thing out of sight.
 */
import { type Ctx, levelsOf } from './ctx.ts'

interface Kept {
  until: number
  value: Promise<unknown>
}

type Shelf = Map<string, Kept>

// Of one app: tests open many in one process, and what one knows must not reach the next.
const shelves = new WeakMap<object, Shelf>()
const room = 5_000

/** @param seconds how old it may be; whoever reaches other levels sees other things, and has their own */
export function kept<Value>(ctx: Ctx, name: string, seconds: number, read: () => Promise<Value>): Promise<Value> {
  // Inside a transaction one sees what others do not see yet.
  if (ctx.db.isTransaction) return read()
  const shelf = shelfOf(ctx)
  const key = `${levelsOf(ctx.viewer).length} ${name}`
  const before = shelf.get(key)
  if (before && before.until > ctx.now.getTime()) return before.value as Promise<Value>
  const value = read()
  if (shelf.size >= room) shelf.clear()
  const kept = { until: ctx.now.getTime() + seconds * 1000, value }
  shelf.set(key, kept)
  value.catch(() => { if (shelf.get(key) === kept) shelf.delete(key) })
  return value
}

function shelfOf({ wiring: { changes, listeners } }: Ctx): Shelf {
  const app = changes ?? listeners
  const known = shelves.get(app)
  if (known) return known
  const shelf: Shelf = new Map()
  shelves.set(app, shelf)
  changes?.hear((marks) => { if (marks.includes('everything')) shelf.clear() })
  return shelf
}
