/** What the writers of one batch share: the transaction, the run, the ids found so far, and what could not come. */
import type { Ctx } from '#platform/ctx.ts'
import type { Tables } from '#platform/tables.ts'
import { newIds, passIds } from '#platform/many.ts'
import type { FactKind } from '#platform/facts.ts'
import { type Past, recordPast } from '#platform/past.ts'
import type { Entry } from './batch.ts'
import { type Item, type ItemKind, itemsOf, markSeen, type NewItem, putItems, type Run } from './items.ts'
import type { Prepared } from './prepare.ts'
import type { Place, Reader, SkipRecord } from './records.ts'
import { Refs } from './refs.ts'

export type From = Pick<Reader, 'key' | 'kind' | 'ours' | 'mentions'>

/** What an entry is to us: new, changed since the last run, or as it was. */
export interface Met<Each> {
  fresh: Each[]
  changed: { entry: Each; item: Item }[]
}

const nowhere: Place = { file: '', row: 0 }

export class Writer {
  readonly refs: Refs
  readonly skips: SkipRecord[] = []
  readonly tx: Ctx
  readonly run: Run
  readonly from: From
  readonly prepared: Prepared
  /** Tables whose ids are kept as they come. */
  readonly keepIds: ReadonlySet<string>
  /** Titles and topics of changed threads as they were before this batch, for the history of their openings. */
  readonly titlesBefore = new Map<number, { title: string; topics: string[] }>()
  readonly #facts = new Map<FactKind, Past[]>()

  constructor(tx: Ctx, run: Run, from: From, prepared: Prepared, keepIds: ReadonlySet<string>) {
    this.tx = tx
    this.run = run
    this.from = from
    this.prepared = prepared
    this.keepIds = keepIds
    this.refs = new Refs(run)
  }

  skip(reason: string, at: Place | undefined) {
    this.skips.push({ kind: 'skip', reason, at: at ?? nowhere })
  }

  /** Sorts entries by what is known of them, notes those that are as they were, and lets their ids be found. */
  async meet<Each extends Entry<{ id: string; at?: Place }>>(
    kind: ItemKind,
    entries: readonly Each[],
    onTwice?: (entry: Each) => void,
  ): Promise<Met<Each>> {
    const known = await itemsOf(
      this.tx,
      this.run,
      kind,
      entries.map((each) => each.record.id),
    )
    const met: Met<Each> = { fresh: [], changed: [] }
    const same: string[] = []
    const inBatch = new Set<string>()
    for (const entry of entries) {
      const { id } = entry.record
      const item = known.get(id)
      const before = inBatch.has(id)
      inBatch.add(id)
      if (before || item?.seenRun === this.run.run) onTwice?.(entry)
      else if (!item) met.fresh.push(entry)
      else if (item.digest !== entry.digest) met.changed.push({ entry, item })
      else same.push(id)
      if (item) this.refs.set(kind, id, item.localId)
    }
    await markSeen(this.tx, this.run, kind, same)
    return met
  }

  /** Notes that these were met, though they stay here as they are. */
  seen(kind: ItemKind, entries: readonly { entry: Entry<{ id: string }> }[]) {
    return markSeen(
      this.tx,
      this.run,
      kind,
      entries.map(({ entry }) => entry.record.id),
    )
  }

  /** Ids for new rows: those of the source where they may be kept, else the next free ones. */
  async idsFor(table: keyof Tables & string, foreignIds: readonly string[]): Promise<number[]> {
    if (!this.keepIds.has(table)) return newIds(this.tx, table, foreignIds.length)
    return foreignIds.map(Number)
  }

  /** After rows with kept ids. */
  async passIds(table: keyof Tables & string) {
    if (this.keepIds.has(table)) await passIds(this.tx, table)
  }

  items(items: readonly NewItem[]) {
    return putItems(this.tx, this.run, items)
  }

  fact(kind: FactKind, past: Past) {
    const list = this.#facts.get(kind) ?? []
    this.#facts.set(kind, list)
    list.push(past)
  }

  async putFacts() {
    for (const [kind, list] of this.#facts) await recordPast(this.tx, kind, list)
  }
}
