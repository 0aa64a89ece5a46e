/**
 * From the ids of a source to ours, for one batch. Only what was met in this run counts: what a newer export no longer
 * has is as good as unknown, so that an old export before a new one changes nothing in the end.
 */
import type { Ctx } from '#platform/ctx.ts'
import { type ItemKind, itemsOf, type Run } from './items.ts'

export class Refs {
  readonly #wanted = new Map<ItemKind, Set<string>>()
  readonly #known = new Map<string, number>()
  readonly #run: Run

  constructor(run: Run) {
    this.#run = run
  }

  want(kind: ItemKind, ...ids: (string | null | undefined)[]) {
    const wanted = this.#wanted.get(kind) ?? new Set()
    this.#wanted.set(kind, wanted)
    for (const id of ids) if (id !== null && id !== undefined && !this.#known.has(keyOf(kind, id))) wanted.add(id)
  }

  async find(ctx: Pick<Ctx, 'db'>) {
    for (const [kind, ids] of this.#wanted) {
      for (const [id, item] of await itemsOf(ctx, this.#run, kind, [...ids])) {
        if (item.seenRun === this.#run.run) this.set(kind, id, item.localId)
      }
      ids.clear()
    }
  }

  set(kind: ItemKind, id: string, localId: number) {
    this.#known.set(keyOf(kind, id), localId)
  }

  get(kind: ItemKind, id: string | null | undefined): number | undefined {
    return id === null || id === undefined ? undefined : this.#known.get(keyOf(kind, id))
  }
}

const keyOf = (kind: ItemKind, id: string) => `${kind} ${id}`
