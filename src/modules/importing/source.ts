/** The one row of a source: which run it is in, and how far that has come. */
import type { Ctx } from '#platform/ctx.ts'
import { t } from '../../texts/index.ts'
import { UnusableInput } from './input.ts'
import type { Run } from './items.ts'
import type { Reader } from './records.ts'
import type { Report, Skipped } from './report.ts'

export interface State {
  fingerprint: string
  /** Records written, of this input, in this run. */
  done: number
  /** Everything was read; what remains is the end of the run. */
  read: boolean
  /** The first run whose end is still due: this one, or one before it that was interrupted and never came to its end. */
  since: number
  /** Bytes in the list of what was skipped: what a killed run wrote behind them is written over. */
  logged: number
  skipped: Skipped
  keepIds: string[]
}

export interface Source extends Run {
  state: State
  /** It goes on where a run with the same input was interrupted. */
  resumed: boolean
  firstRun: boolean
}

const nothingYet = { done: 0, read: false, skipped: {}, logged: 0 }

/** Begins a run, or goes on with the one that was interrupted. */
export async function openSource(ctx: Ctx, reader: Reader, keepIds: string[]): Promise<Source> {
  const known = await ctx.db.selectFrom('importSource').selectAll().where('key', '=', reader.key).executeTakeFirst()
  const before = (known?.state ?? {}) as Partial<State>
  const resumed = known !== undefined && known.finishedAt === null && before.fingerprint === reader.fingerprint
  if (resumed) return { sourceId: known.id, run: known.run, state: { ...nothingYet, since: known.run, ...before } as State, resumed, firstRun: known.run === 1 }
  const run = (known?.run ?? 0) + 1
  const since = known && known.finishedAt === null ? (before.since ?? known.run) : run
  const state: State = { ...nothingYet, fingerprint: reader.fingerprint, since, keepIds: known ? [] : keepIds }
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

/**
 * Holds the row of the source until the transaction ends. @throws where another process has gone on with this import:
 * a batch written twice would bring everything in it twice.
 */
export async function holdSource(tx: Ctx, { sourceId, run, state }: Source): Promise<void> {
  const row = await tx.db.selectFrom('importSource').select(['key', 'run', 'state']).where('id', '=', sourceId).forUpdate().executeTakeFirstOrThrow()
  if (row.run !== run || ((row.state as Partial<State>).done ?? 0) !== state.done) throw new UnusableInput(t('importing:overtaken', { source: row.key }))
}

export async function finishSource(ctx: Ctx, { sourceId, run }: Run, report: Report): Promise<void> {
  await ctx.db
    .updateTable('importSource')
    .set({ finishedAt: new Date(), report: JSON.stringify(report) })
    .where('id', '=', sourceId)
    .where('run', '=', run)
    .execute()
}
