/**
 * What open pages are told: a name and ids, never words. A page fetches the part that it shows by the ordinary door, so
 * that one place decides what somebody sees. Written with the fact, numbered once that is committed, kept ten minutes.
 */
import { sql } from 'kysely'
import type { Db } from '../db.ts'

export interface LiveEvent {
  /** `noun.pastParticiple`, as facts are named. */
  name: string
  /** Whoever shows this place is told: `thread:12`, `circle:3`, `lists`, `member:7`. */
  place: string
  /** What must be in their sight, `thread:12` or `circle:3`; null for what is a member's own. */
  about: string | null
  ids: Record<string, number>
}

export interface NumberedEvent extends Omit<LiveEvent, 'ids'> {
  seq: number
  /** As JSON. */
  ids: string
  at: Date
}

export const keptFor = 600_000
// More at once than anybody hears in time: the rest comes with the next look.
const most = 2_000

export const rowOf = ({ name, place, about, ids }: LiveEvent) => ({ name, place, about, ids: JSON.stringify(ids) })

/** Gives numbers to what was committed, in an order that never lets one appear before another that was seen already. */
export async function numberEvents(db: Db): Promise<number> {
  const { rows } = await sql<{ position: number }>`select number_live_events()::float8 as position`.execute(db)
  return rows[0]!.position
}

export async function eventsAfter(db: Db, seq: number): Promise<NumberedEvent[]> {
  const rows = await db.selectFrom('liveEvent').select(['seq', 'name', 'place', 'about', 'ids', 'at'])
    .where('seq', '>', seq).orderBy('seq').limit(most).execute()
  return rows as NumberedEvent[]
}

/** The number of the last event that is no longer kept. */
export async function floorOf(db: Db, position: number): Promise<number> {
  const { rows } = await sql<{ floor: number }>`select coalesce(min(seq) - 1, ${position}::bigint)::float8 as floor from live_event where seq is not null`.execute(db)
  return rows[0]!.floor
}

export async function forgetEvents(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('liveEvent').where('seq', 'is not', null).where('at', '<', new Date(now.getTime() - keptFor)).execute()
}
