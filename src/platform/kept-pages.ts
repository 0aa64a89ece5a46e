/**
 * Pages that are drawn once for everybody who is not signed in. Each is held as finished bytes, packed once in the way
 * that is asked for; one request draws it while the others wait; a change takes it away. What may be put in here, and
 * who may be given it, is decided by `strangers.ts`.
 */
import { createHash } from 'node:crypto'
import type { Changes, Mark } from './changes.ts'
import { alone, packTightly, type Packing, unpack } from './packing.ts'

export interface KeptPage {
  key: string
  marks: readonly Mark[]
  headers: Record<string, string>
  etag: string
  drawnAt: number
  /** What its door wants to know again each time it is given. */
  remembered: unknown
  /** Finished bytes by packing; packed when first asked for. */
  bytes: Map<Packing, Buffer>
  packed: Map<Packing, Promise<Buffer>>
  size: number
}

/** One request draws; what it becomes, or null when it cannot be kept. */
export interface Drawing {
  key: string
  marks: readonly Mark[]
  done: Promise<KeptPage | null>
  finish: (page: KeptPage | null) => void
  /** Something changed since it was begun: what it shows may be given to who waits, but not kept. */
  outdated: boolean
  remembered: unknown
}

/** Milliseconds. Within `fresh` a page is given as it is; until `stale` one request draws it anew and the others are given the former; after that it counts as gone. */
export interface Life {
  fresh: number
  stale: number
}

const usualLife: Life = { fresh: 60_000, stale: 300_000 }
const usualRoom = 8 * 1024 * 1024

export class KeptPages {
  readonly #pages = new Map<string, KeptPage>()
  readonly #byMark = new Map<Mark, Set<string>>()
  readonly #drawings = new Map<string, Drawing>()
  readonly #life: Life
  readonly #room: number
  #size = 0

  constructor(changes: Changes, { life = usualLife, room = usualRoom }: { life?: Life; room?: number } = {}) {
    this.#life = life
    this.#room = room
    changes.hear((marks) => this.drop(marks))
  }

  /** The page under this address, and whether it should be drawn anew. */
  look(key: string, now: number): { page: KeptPage; isFresh: boolean } | null {
    const page = this.#pages.get(key)
    if (!page) return null
    const age = now - page.drawnAt
    if (age > this.#life.stale) return null
    // The last asked for stands last: the first goes when room is needed.
    this.#pages.delete(key)
    this.#pages.set(key, page)
    return { page, isFresh: age <= this.#life.fresh }
  }

  drawing(key: string): Drawing | undefined {
    return this.#drawings.get(key)
  }

  /** From here on others wait for this one. */
  begin(key: string, marks: readonly Mark[]): Drawing {
    const { promise, resolve } = Promise.withResolvers<KeptPage | null>()
    const drawing: Drawing = {
      key,
      marks,
      done: promise,
      outdated: false,
      remembered: undefined,
      finish: (page) => {
        if (this.#drawings.get(key) === drawing) this.#drawings.delete(key)
        resolve(page)
      },
    }
    this.#drawings.set(key, drawing)
    return drawing
  }

  /** Keeps what was drawn, unless something has changed meanwhile; whoever waited gets it either way. */
  keep(drawing: Drawing, body: Buffer, headers: Record<string, string>, now: number): KeptPage {
    const { key, marks, remembered } = drawing
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const page: KeptPage = { key, marks, headers, etag, drawnAt: now, remembered, bytes: new Map([['identity', alone(body)]]), packed: new Map(), size: 0 }
    if (!drawing.outdated) this.#add(page)
    drawing.finish(page)
    return page
  }

  /** The bytes in this packing: at once where they are there, else packed now, once. */
  pack(page: KeptPage, packing: Packing): Buffer | Promise<Buffer> {
    return page.bytes.get(packing) ?? page.packed.get(packing) ?? this.#packNow(page, packing)
  }

  drop(marks: readonly Mark[]) {
    if (marks.includes('everything')) return this.#dropAll()
    for (const mark of marks) for (const key of this.#byMark.get(mark) ?? []) this.#remove(key)
    for (const drawing of this.#drawings.values()) if (drawing.marks.some((mark) => marks.includes(mark))) this.#outdate(drawing)
  }

  #dropAll() {
    this.#pages.clear()
    this.#byMark.clear()
    this.#size = 0
    for (const drawing of this.#drawings.values()) this.#outdate(drawing)
  }

  // Whoever comes now did not ask before the change: they must not be given what was before it.
  #outdate(drawing: Drawing) {
    drawing.outdated = true
    this.#drawings.delete(drawing.key)
  }

  #add(page: KeptPage) {
    this.#remove(page.key)
    this.#pages.set(page.key, page)
    for (const mark of page.marks) this.#byMark.set(mark, (this.#byMark.get(mark) ?? new Set()).add(page.key))
    this.#grow(page, page.bytes.get('identity')!.length)
  }

  #grow(page: KeptPage, by: number) {
    if (this.#pages.get(page.key) !== page) return
    page.size += by
    this.#size += by
    for (const key of this.#pages.keys()) {
      if (this.#size <= this.#room) break
      this.#remove(key)
    }
  }

  #remove(key: string) {
    const page = this.#pages.get(key)
    if (!page) return
    this.#pages.delete(key)
    this.#size -= page.size
    for (const mark of page.marks) {
      const keys = this.#byMark.get(mark)
      keys?.delete(key)
      if (keys?.size === 0) this.#byMark.delete(mark)
    }
  }

  #packNow(page: KeptPage, packing: Packing): Promise<Buffer> {
    const work = this.#made(page, packing).finally(() => page.packed.delete(packing))
    page.packed.set(packing, work)
    return work
  }

  async #made(page: KeptPage, packing: Packing): Promise<Buffer> {
    const plain = page.bytes.get('identity') ?? (await unpack(page.bytes.get('br')!))
    const bytes = packing === 'identity' ? plain : alone(await packTightly(plain, packing))
    page.bytes.set(packing, bytes)
    this.#grow(page, bytes.length)
    if (packing === 'br') this.#leavePlain(page)
    return bytes
  }

  // Nearly everybody takes it packed, which needs a sixth of the room; whoever does not has it unpacked for them once.
  #leavePlain(page: KeptPage) {
    this.#grow(page, -page.bytes.get('identity')!.length)
    page.bytes.delete('identity')
  }
}
