/** The events of the last ten minutes, as this process has read them: whoever comes back is told from here. */
import { keptFor, type NumberedEvent } from './event.ts'

// Some 5 MB. In a community that writes more, whoever was away for minutes loads anew.
const room = 20_000

export class Recent {
  #events: NumberedEvent[] = []
  #marks: { at: number; seq: number }[] = []
  /** The number of the last event that is not here any more. */
  floor = 0
  position = 0

  begin(floor: number, position: number, now: number) {
    this.#events = []
    this.floor = floor
    this.position = position
    this.#marks = [{ at: now, seq: position }]
  }

  add(events: readonly NumberedEvent[], now: number) {
    if (events.length === 0) return
    this.#events.push(...events)
    this.position = events.at(-1)!.seq
    this.#marks.push({ at: now, seq: this.position })
    this.#trim(now)
  }

  /** Those after one number, up to and with another. */
  between(after: number, upTo: number): NumberedEvent[] {
    return this.#events.slice(this.#first(after), this.#first(upTo))
  }

  /** False for whoever was away too long, or comes from another community (a backup that was put back). */
  knows(seq: number): boolean {
    return seq >= this.floor && seq <= this.position
  }

  /** What was known at a moment. */
  positionAt(at: number): number {
    return (this.#marks.findLast((mark) => mark.at <= at) ?? this.#marks[0])?.seq ?? this.position
  }

  // The place of the first event with a higher number.
  #first(seq: number): number {
    let [low, high] = [0, this.#events.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#events[middle]!.seq <= seq) low = middle + 1
      else high = middle
    }
    return low
  }

  #trim(now: number) {
    const old = this.#events.findIndex((event) => event.at.getTime() >= now - keptFor)
    const out = Math.max(old === -1 ? this.#events.length : old, this.#events.length - room)
    if (out > 0) this.floor = this.#events.splice(0, out).at(-1)!.seq
    const known = this.#marks.findLastIndex((mark) => mark.at < now - keptFor)
    if (known > 0) this.#marks.splice(0, known)
  }
}
