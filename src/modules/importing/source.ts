/** The one row of a source: which run it is in, and how far that has come. */
import type { Ctx } from '#platform/ctx.ts'
import type { Run } from './items.ts'
import type { Reader } from './records.ts'
import type { Report, Skipped } from './report.ts'

export interface State {
  fingerprint: string
  /** Records written, of this input, in this run. */
  done: number
  /** Everything was read; what remains is the end of the run. */
  read: boolean
  skipped: Skipped
  keepIds: string[]
}

export interface Source extends Run {
  state: State
  /** It goes on where a run with the same input was interrupted. */
  resumed: boolean
  firstRun: boolean
}

/** Begins a run, or goes on with the one that was interrupted. */
export async function openSource(ctx: Ctx, reader: Reader, keepIds: string[]): Promise<Source> {
  const known = await ctx.db.selectFrom('importSource').selectAll().where('key', '=', reader.key).executeTakeFirst()
  const before = (known?.state ?? {}) as Partial<State>
  const resumed = known !== undefined && known.finishedAt === null && before.fingerprint === reader.fingerprint
  if (resumed) return { sourceId: known.id, run: known.run, state: before as State, resumed, firstRun: known.run === 1 }
  const state: State = { fingerprint: reader.fingerprint, done: 0, read: false, skipped: {}, keepIds: known ? [] : keepIds }
  const run = (known?.run ?? 0) + 1
  const row = { key: reader.key, kind: reader.kind, startedAt: ctx.now, finishedAt: null, run, state: JSON.stringify(state) }
  const { id } = await ctx.db
    .insertInto('importSource')
    .values(row)
    .onConflict((clash) => clash.column('key').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  return { sourceId: id, run, state, resumed, firstRun: run === 1 }
}

export async function keepState(tx: Ctx, { sourceId }: Run, state: State): Promise<void> {
  await tx.db
    .updateTable('importSource')
    .set({ state: JSON.stringify(state) })
    .where('id', '=', sourceId)
    .execute()
}

export async function finishSource(ctx: Ctx, { sourceId }: Run, report: Report): Promise<void> {
  await ctx.db
    .updateTable('importSource')
    .set({ finishedAt: new Date(), report: JSON.stringify(report) })
    .where('id', '=', sourceId)
    .execute()
}
