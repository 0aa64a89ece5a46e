/**
 * The stencils that are kept. Those asked for lately lie ready; the others are packed to a fifth, which costs less when
 * they are asked for again than to draw them: what few look at (the team's pages) must not push out what many do, nor be
 * drawn each time.
 */
import { brotliDecompressSync } from 'node:zlib'
import type { Mark } from '#platform/changes.ts'
import { alone, packLightly } from '#platform/packing.ts'
import type { Stencil } from '#platform/stencil.ts'

export interface Keepable {
  stencil: Stencil
  marks: readonly Mark[]
  /** Milliseconds since 1970, after which it is drawn anew. */
  until: number
}

/** Bytes of all that lie ready, and of all that are packed. */
export interface Room {
  ready: number
  packed: number
}

export class KeptStencils<Kept extends Keepable> {
  readonly #room: Room
  // In the order in which they were asked for: the first goes when room is needed.
  readonly #ready = new Map<string, Kept>()
  readonly #packed = new Map<string, Kept>()
  readonly #size: Room = { ready: 0, packed: 0 }

  constructor(room: Room) {
    this.#room = room
  }

  get(key: string, now: number): Kept | undefined {
    const [ready, packed] = [this.#ready.get(key), this.#packed.get(key)]
    const found = ready ?? packed
    if (!found || found.until < now) return undefined
    const kept = ready ?? { ...found, stencil: unpacked(found.stencil) }
    this.put(key, kept)
    return kept
  }

  put(key: string, kept: Kept) {
    this.delete(key)
    this.#ready.set(key, kept)
    this.#size.ready += kept.stencil.bytes.length
    for (const [oldest, each] of this.#ready) {
      if (this.#size.ready <= this.#room.ready || oldest === key) break
      this.#pack(oldest, each)
    }
  }

  #pack(key: string, kept: Kept) {
    this.delete(key)
    const { pieces, bytes } = kept.stencil
    const stencil = { pieces, bytes: alone(packLightly(bytes, 'br')) }
    this.#packed.set(key, { ...kept, stencil })
    this.#size.packed += stencil.bytes.length
    for (const oldest of this.#packed.keys()) {
      if (this.#size.packed <= this.#room.packed) break
      this.delete(oldest)
    }
  }

  delete(key: string) {
    for (const [which, kept] of [['ready', this.#ready], ['packed', this.#packed]] as const) {
      this.#size[which] -= kept.get(key)?.stencil.bytes.length ?? 0
      kept.delete(key)
    }
  }

  /** Forgets those whose marks are such. */
  deleteSuch(isSuch: (marks: readonly Mark[]) => boolean) {
    for (const kept of [this.#ready, this.#packed]) for (const [key, { marks }] of kept) if (isSuch(marks)) this.delete(key)
  }
}

const unpacked = ({ pieces, bytes }: Stencil): Stencil => ({ pieces, bytes: alone(brotliDecompressSync(bytes)) })
