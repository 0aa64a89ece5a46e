/**
 * Facts: the append-only log of what happened, and how modules hear of it.
 *
 * An action records its fact in the transaction of its change, and one job for each listener is queued in that same
 * transaction. So a fact without its change, or a change nobody hears of, cannot exist; `fact_heard` makes each
 * listener's effects happen once although the queue delivers at least once.
 */
import type { z } from 'zod'
import type { Changes, Mark } from './changes.ts'
import { type Ctx, transaction } from './ctx.ts'
import type { Db } from './db.ts'
import { type LiveEvent, rowOf } from './live/event.ts'
import type { Passing } from './live/passing.ts'

export interface FactKind<Data extends z.ZodType = z.ZodType> {
  /** `noun.pastParticiple` */
  name: string
  data: Data
  shownIn: ShownIn<Data>
  live: Live<Data>
}

/** What open pages are told of it. */
export type Live<Data extends z.ZodType = z.ZodType> = (subjectId: number, data: z.output<Data>) => readonly LiveEvent[]
const nobody: Live<any> = () => []

/** Marks of the kept pages (`platform/changes`) that are no longer true once this has happened. */
export type ShownIn<Data extends z.ZodType = z.ZodType> = (subjectId: number, data: z.output<Data>) => readonly Mark[]

/** For facts that change no page: that something was read, looked for, followed. */
export const nowhere: ShownIn<any> = () => []

/** @param shownIn where it is not said, nothing that is kept is true any more */
export function factKind<Data extends z.ZodType>(
  name: string,
  data: Data,
  shownIn: ShownIn<Data> = () => ['everything'],
  live: Live<Data> = nobody,
): FactKind<Data> {
  return { name, data, shownIn, live }
}

export interface Fact<Data = unknown> {
  id: number
  name: string
  at: Date
  actorId: number | null
  subjectId: number
  spaceId: number | null
  data: Data
}

export interface Listener {
  name: string
  hears: readonly FactKind[] | '*'
  react: (tx: Ctx, fact: Fact<any>) => Promise<void>
}

export function listener<Kind extends FactKind>(
  name: string,
  hears: readonly Kind[] | '*',
  react: (tx: Ctx, fact: Fact<z.output<Kind['data']>>) => Promise<void>,
): Listener {
  return { name, hears, react }
}

/** A queued piece of work: `name` of the job, and what it is about. */
export interface QueuedJob {
  name: string
  data: object
  startAfter?: Date
}

/** The listeners the app was started with, and the queue that carries facts to them; no queue in tests. */
export interface Wiring {
  listeners: Listener[]
  queue: { send(tx: Ctx, jobs: QueuedJob[]): Promise<void>; wake(names: readonly string[]): void } | null
  /** Inside a transaction: what to do once it is committed, with the context it was begun in. */
  after: ((ctx: Ctx) => void)[]
  /** Where what is kept in memory learns that it is no longer true. */
  changes?: Changes
  /** The streams to open pages, where this process holds them. */
  live?: LiveHere | null
}

/** What pages need to know of the streams. */
export interface LiveHere {
  /** The number of the last event that was known then: what a page shows that was begun at that moment. */
  positionAt(at: Date): number | null
  passing: Passing
}

export const isHeardBy = (name: string) => (each: Listener) =>
  each.hears === '*' || each.hears.some((kind) => kind.name === name)

export interface About<Kind extends FactKind> {
  subjectId: number
  spaceId?: number | null
  data: z.input<Kind['data']>
  /** When it happened, if not now (imports). */
  at?: Date
}

/** States a fact. Must run in the transaction of its change. Returns the id of the fact. */
export async function record<Kind extends FactKind>(tx: Ctx, kind: Kind, about: About<Kind>): Promise<number> {
  if (!tx.db.isTransaction) throw new Error(`${kind.name} must be recorded in the transaction of its change`)
  const data = kind.data.parse(about.data)
  const row = {
    name: kind.name,
    at: about.at ?? tx.now,
    actorId: tx.viewer.id,
    subjectId: about.subjectId,
    spaceId: about.spaceId ?? null,
    data: JSON.stringify(data),
  }
  const live = kind.live(about.subjectId, data)
  const { id } = await withLive(tx, live).insertInto('fact').values(row).returning('id').executeTakeFirstOrThrow()
  await queueListeners(tx, kind.name, id)
  tellChanged(tx, kind.shownIn(about.subjectId, data))
  if (live.length > 0) tellChanged(tx, ['live'])
  return id
}

// One statement for both: a way to the database less for everybody who writes.
const withLive = ({ db }: Pick<Ctx, 'db'>, live: readonly LiveEvent[]) =>
  live.length === 0 ? db : (db.with('told', (each) => each.insertInto('liveEvent').values(live.map(rowOf))) as unknown as Db)

/** Tells open pages of something that is no fact, in the transaction of its change. */
export async function tellLive(tx: Pick<Ctx, 'db' | 'wiring'>, events: readonly LiveEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.db.insertInto('liveEvent').values(events.map(rowOf)).execute()
  tellChanged(tx, ['live'])
}

async function queueListeners(tx: Ctx, name: string, factId: number) {
  const jobs = tx.wiring.listeners.filter(isHeardBy(name)).map((each) => ({ name: 'hear', data: { factId, listener: each.name } }))
  await enqueue(tx, jobs)
}

/** Tells that something has changed which is no fact, once it is committed. */
export function tellChanged({ db, wiring: { after, changes } }: Pick<Ctx, 'db' | 'wiring'>, marks: readonly Mark[]): void {
  if (!changes) return
  if (db.isTransaction) after.push(() => changes.tell(marks))
  else changes.tell(marks)
}

/** Queues work in the transaction of the change that causes it. */
export async function enqueue(tx: Ctx, jobs: QueuedJob[]): Promise<void> {
  const { queue } = tx.wiring
  if (queue === null || jobs.length === 0) return
  await queue.send(tx, jobs)
  tx.wiring.after.push(() => queue.wake(jobs.map(({ name }) => name)))
}

/** Lets one listener hear one fact, once. */
export async function hear(ctx: Ctx, listener: Listener, factId: number): Promise<void> {
  await transaction(ctx, async (tx) => {
    const first = await tx.db
      .insertInto('factHeard')
      .values({ factId, listener: listener.name })
      .onConflict((clash) => clash.doNothing())
      .returning('factId')
      .executeTakeFirst()
    if (!first) return
    const fact = await tx.db.selectFrom('fact').selectAll().where('id', '=', factId).executeTakeFirstOrThrow()
    await listener.react({ ...tx, now: new Date() }, fact as Fact)
  })
}
