/** The streams of this process, by the places that they show. */
import { beatEvery, eventBytes, type Stream } from './stream.ts'

const none: ReadonlySet<Stream> = new Set()
// Milliseconds: the first come back at once, and no more than this many in a second.
const backFrom = 500
const backPerSecond = 800
const backWithin = 20_000

export class Streams {
  readonly #byPlace = new Map<string, Set<Stream>>()
  readonly #byBeat = Array.from({ length: beatEvery }, () => new Set<Stream>())
  readonly #byVisitor = new Map<string, number>()
  #size = 0
  #beat = 0

  get size() {
    return this.#size
  }

  /** How many of them one visitor holds. */
  countOf(visitor: string): number {
    return this.#byVisitor.get(visitor) ?? 0
  }

  /** Counted from the moment it is let in, which is before it is on. */
  hold(visitor: string | null) {
    if (visitor !== null) this.#byVisitor.set(visitor, this.countOf(visitor) + 1)
  }

  release(visitor: string | null) {
    if (visitor === null) return
    const left = this.countOf(visitor) - 1
    if (left > 0) this.#byVisitor.set(visitor, left)
    else this.#byVisitor.delete(visitor)
  }

  /** In turn, so that in each second as many are given their sign of life. */
  nextBeat(): number {
    this.#beat = (this.#beat + 1) % beatEvery
    return this.#beat
  }

  add(stream: Stream) {
    this.#byBeat[stream.beat]!.add(stream)
    this.#size++
    for (const place of stream.places) {
      const here = this.#byPlace.get(place)
      if (here) here.add(stream)
      else this.#byPlace.set(place, new Set([stream]))
    }
  }

  remove(stream: Stream): boolean {
    if (!this.#byBeat[stream.beat]!.delete(stream)) return false
    this.#size--
    for (const place of stream.places) {
      const here = this.#byPlace.get(place)
      here?.delete(stream)
      if (here?.size === 0) this.#byPlace.delete(place)
    }
    return true
  }

  at(place: string): ReadonlySet<Stream> {
    return this.#byPlace.get(place) ?? none
  }

  ofBeat(beat: number): ReadonlySet<Stream> {
    return this.#byBeat[beat]!
  }

  *all(): Generator<Stream> {
    for (const some of this.#byBeat) yield* some
  }

  /** Ends all; each is told another moment to come back at, so that they do not come all at once. */
  sendAway(position: number) {
    const within = Math.min(backWithin, (this.#size / backPerSecond) * 1000)
    for (const stream of [...this.all()]) {
      this.remove(stream)
      stream.end(eventBytes('end', JSON.stringify({ after: Math.round(backFrom + Math.random() * within) }), position))
    }
  }

  /** Tells all to ask now and then instead, a few in each moment. */
  shed(position: number, count: number) {
    for (const stream of this.all()) {
      if (count-- <= 0) return
      this.remove(stream)
      stream.end(eventBytes('poll', '{}', position))
    }
  }
}
