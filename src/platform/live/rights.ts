/** Whether a stream may still be told something: asked of the database, for all who would hear a batch at once. */
import type { Viewer } from '../ctx.ts'
import type { Stream } from './stream.ts'

export interface RightsDeps {
  /** Who these cookies belong to now; null for those that belong to nobody any more. */
  viewersOf: (cookies: readonly string[]) => Promise<(Viewer | null)[]>
  /** Which of these things are in the sight of this viewer. */
  inSight: (viewer: Viewer, about: readonly string[]) => Promise<ReadonlySet<string>>
}

// As long as a session is remembered for pages.
const surelyFor = 5_000
const atOnce = 1_000

/** What is known while one batch of events is given out; the next one asks anew. */
export class Rights {
  readonly #deps: RightsDeps
  readonly #about: readonly string[]
  readonly #byRole = new Map<string, ReadonlySet<string>>()
  readonly #own = new Map<Stream, ReadonlySet<string>>()
  readonly #asked = new Set<Stream>()

  constructor(deps: RightsDeps, events: readonly { about: string | null }[]) {
    this.#deps = deps
    this.#about = [...new Set(events.flatMap(({ about }) => about ?? []))]
  }

  hasAsked(stream: Stream): boolean {
    return this.#asked.has(stream)
  }

  /** @param gone is told which of them have no right to their stream any more */
  async ask(streams: readonly Stream[], gone: (stream: Stream) => void): Promise<void> {
    await recheck(this.#deps, streams.filter((stream) => stream.checkedAt < Date.now() - surelyFor), gone)
    const present = streams.filter((stream) => stream.isOpen)
    if (this.#about.length > 0) await this.#askSight(present)
    for (const stream of streams) this.#asked.add(stream)
  }

  mayHear(stream: Stream, about: string | null): boolean {
    if (!this.#asked.has(stream) || !stream.isOpen) return false
    return about === null || (this.#byRole.get(stream.viewer.role)?.has(about) ?? false) || (this.#own.get(stream)?.has(about) ?? false)
  }

  // What everybody of a role may see is asked once for all of them; only for the rest does it matter who they are.
  async #askSight(streams: readonly Stream[]) {
    const roles = new Map(streams.map(({ viewer }) => [viewer.role, viewer]))
    await Promise.all([...roles].filter(([role]) => !this.#byRole.has(role)).map(async ([role, viewer]) => {
      this.#byRole.set(role, await this.#deps.inSight({ ...viewer, id: null, groups: [] }, this.#about))
    }))
    const alone = streams.filter(({ viewer }) => viewer.id !== null && this.#about.some((each) => !this.#byRole.get(viewer.role)!.has(each)))
    const byMember = Map.groupBy(alone, ({ viewer }) => viewer.id)
    await Promise.all([...byMember.values()].map(async (theirs) => {
      const seen = await this.#deps.inSight(theirs[0]!.viewer, this.#about)
      for (const stream of theirs) this.#own.set(stream, seen)
    }))
  }
}

/** Asks who the members of these streams are now; whoever is not who they were has lost the stream. */
export async function recheck(deps: RightsDeps, streams: readonly Stream[], gone: (stream: Stream) => void): Promise<void> {
  const known = streams.filter((stream) => stream.cookie !== null)
  for (let at = 0; at < known.length; at += atOnce) {
    const some = known.slice(at, at + atOnce)
    const now = Date.now()
    const viewers = await deps.viewersOf(some.map((stream) => stream.cookie!))
    for (const [index, stream] of some.entries()) {
      const viewer = viewers[index]
      if (!viewer || viewer.id !== stream.viewer.id || viewer.role !== stream.viewer.role) {
        gone(stream)
        continue
      }
      stream.viewer = viewer
      stream.checkedAt = now
    }
  }
}
