/**
 * Figures and lists that may be a moment old: read once for everybody who sees the same, kept in this process for a
 * while, forgotten at once when something changes that may take a thing out of sight.
 */
import type { Changes } from './changes.ts'
import { type Ctx, levelsOf, ungrouped } from './ctx.ts'

interface Kept {
  until: number
  value: Promise<unknown>
}

type Shelf = Map<string, Kept>

// Of one app: tests open many in one process, and what one knows must not reach the next.
const shelves = new WeakMap<object, Shelf>()
const room = 5_000

/**
 * @param seconds how old it may be; whoever reaches other levels sees other things, and has their own
 * @param read is given a viewer without groups: what somebody sees by their groups is not for all who share this
 */
export function kept<Value>(ctx: Ctx, name: string, seconds: number, read: (shared: Ctx) => Promise<Value>): Promise<Value> {
  // Inside a transaction one sees what others do not see yet.
  if (ctx.db.isTransaction) return read(ungrouped(ctx))
  const shelf = shelfOf(ctx)
  const key = `${levelsOf(ctx.viewer).length} ${name}`
  const before = shelf.get(key)
  if (before && before.until > ctx.now.getTime()) return before.value as Promise<Value>
  const value = read(ungrouped(ctx))
  if (shelf.size >= room) shelf.clear()
  const kept = { until: ctx.now.getTime() + seconds * 1000, value }
  shelf.set(key, kept)
  value.catch(() => { if (shelf.get(key) === kept) shelf.delete(key) })
  return value
}

/** What is kept under this name already; asks nobody. */
export function keptAlready<Value>(ctx: Ctx, name: string): Promise<Value> | undefined {
  const before = shelfOf(ctx).get(`${levelsOf(ctx.viewer).length} ${name}`)
  return before && before.until > ctx.now.getTime() ? (before.value as Promise<Value>) : undefined
}

type OwnShelf = Map<number, Shelf>
const ownShelves = new WeakMap<object, OwnShelf>()

/** The same for what is one member's alone: forgotten when something of theirs changes, or what they may find in lists. */
export function keptFor<Value>(ctx: Ctx, memberId: number, name: string, seconds: number, read: () => Promise<Value>): Promise<Value> {
  if (ctx.db.isTransaction || !ctx.wiring.changes) return read()
  const all = ownShelfOf(ctx.wiring.changes)
  const own: Shelf = all.get(memberId) ?? new Map()
  const before = own.get(name)
  if (before && before.until > ctx.now.getTime()) return before.value as Promise<Value>
  const value = read()
  if (all.size >= room) all.clear()
  all.set(memberId, own.set(name, { until: ctx.now.getTime() + seconds * 1000, value }))
  value.catch(() => own.delete(name))
  return value
}

function ownShelfOf(changes: Changes): OwnShelf {
  const known = ownShelves.get(changes)
  if (known) return known
  const shelf: OwnShelf = new Map()
  ownShelves.set(changes, shelf)
  changes.hear((marks) => {
    if (marks.includes('everything') || marks.includes('lists')) return shelf.clear()
    for (const mark of marks) if (mark.startsWith('member:')) shelf.delete(Number(mark.slice(7)))
  })
  return shelf
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
