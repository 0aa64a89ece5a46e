/** Tells those who show a place who writes and who reads there: members only, and only of those who wish to be seen. */
import type { Passing } from './passing.ts'
import { Rights, type RightsDeps } from './rights.ts'
import { eventBytes, type Stream } from './stream.ts'
import type { Streams } from './streams.ts'

// In a crowd it says nothing who is there, and telling it would cost most.
const crowd = 60
const tellsEvery = 1_000
// Before what was said of them is forgotten.
const saysAgain = 3

export class Presence {
  readonly #passing: Passing
  readonly #streams: Streams
  readonly #deps: RightsDeps
  readonly #waiting = new Set<string>()
  readonly #told = new Map<string, string>()
  /** Where each may be seen: only where they see something themselves. */
  readonly #seen = new WeakMap<Stream, Set<string>>()

  constructor(passing: Passing, streams: Streams, deps: RightsDeps) {
    this.#passing = passing
    this.#streams = streams
    this.#deps = deps
    passing.onChange = (place) => this.#soon(place)
  }

  came(stream: Stream) {
    if (!stream.isShown || stream.viewer.id === null) return
    for (const place of this.#seen.get(stream) ?? []) this.#passing.note(place, stream.viewer.id, 'reads')
  }

  /** Whoever comes on hears how it is, even where nothing changes by their coming. */
  greet(stream: Stream) {
    for (const place of placesOf(stream)) this.#told.delete(place)
    this.#look(stream).catch(() => {})
  }

  async #look(stream: Stream) {
    const places = placesOf(stream)
    if (!stream.isShown || places.length === 0) return
    const rights = new Rights(this.#deps, places.map((about) => ({ about })))
    await rights.ask([stream], () => {})
    this.#seen.set(stream, new Set(places.filter((place) => rights.mayHear(stream, place))))
    this.came(stream)
  }

  tick(seconds: number) {
    this.#passing.tidy()
    for (const place of this.#told.keys()) this.#soon(place)
    if (seconds % saysAgain === 0) for (const stream of this.#streams.all()) if (this.#isAmongFew(stream)) this.came(stream)
  }

  #isAmongFew(stream: Stream) {
    return stream.isShown && stream.viewer.id !== null && placesOf(stream).some((place) => this.#streams.at(place).size <= crowd)
  }

  #soon(place: string) {
    if (this.#waiting.has(place)) return
    this.#waiting.add(place)
    setTimeout(() => {
      this.#waiting.delete(place)
      this.#tell(place).catch(() => {})
    }, tellsEvery / 4).unref()
  }

  async #tell(place: string) {
    const here = this.#streams.at(place)
    const says = JSON.stringify({ [kindOf(place)]: idOf(place), writes: this.#passing.who(place, 'writes'), reads: this.#passing.who(place, 'reads') })
    if (here.size === 0 || here.size > crowd || this.#told.get(place) === says) return
    this.#remember(place, says)
    const members = [...here].filter(({ viewer }) => viewer.id !== null)
    const rights = new Rights(this.#deps, [{ about: place }])
    await rights.ask(members, () => {})
    const bytes = eventBytes('presence', says)
    for (const stream of members) {
      if (rights.mayHear(stream, place)) stream.write(bytes)
      // Out of their sight by now.
      else this.#seen.get(stream)?.delete(place)
    }
  }

  #remember(place: string, says: string) {
    if (/"writes":\[\],"reads":\[\]/.test(says)) this.#told.delete(place)
    else this.#told.set(place, says)
  }
}

// Where people read and write: threads, and circles of those who write to one another in private.
const placesOf = (stream: Stream) => stream.places.filter((place) => /^(thread|circle):/.test(place))
const kindOf = (place: string) => place.slice(0, place.indexOf(':'))
const idOf = (place: string) => Number(place.slice(place.indexOf(':') + 1))
