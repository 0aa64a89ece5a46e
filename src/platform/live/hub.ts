/**
 * Gives events to the streams of this process. The table is the truth; that something is new there is told by
 * `platform/changes`, and looked for every second where streams are held and another process may write.
 */
import type { Changes } from '../changes.ts'
import type { Database } from '../db.ts'
import { eventsAfter, floorOf, forgetEvents, keptFor, type NumberedEvent, numberEvents } from './event.ts'
import { Passing } from './passing.ts'
import { Presence } from './presence.ts'
import { Recent } from './recent.ts'
import { recheck, Rights, type RightsDeps } from './rights.ts'
import { Streams } from './streams.ts'
import { beatBytes, beatEvery, eventBytes, type Stream } from './stream.ts'

export interface HubDeps extends RightsDeps {
  database: Pick<Database, 'db' | 'engine'>
  changes: Changes
  onError?: (error: unknown) => void
}

// Milliseconds. What is committed at nearly the same moment goes together.
const together = 15
const tick = 1_000
// Where nobody else writes, what is new has been told.
const looksEvery = { postgres: 1, pglite: 15 }
const tidiesEvery = 60

/** Where a place was left off. */
export type Starts = ReadonlyMap<string, number>

export class Hub {
  readonly streams = new Streams()
  readonly passing: Passing
  readonly #presence: Presence
  readonly #recent = new Recent()
  readonly #deps: HubDeps
  /** Up to here everything was given to everybody who is on. */
  #given = 0
  #timer: NodeJS.Timeout | null = null
  #clock: NodeJS.Timeout | null = null
  #seconds = 0
  #work: Promise<void> = Promise.resolve()
  #unsure = false

  constructor(deps: HubDeps) {
    this.#deps = deps
    this.passing = new Passing(deps.changes)
    this.#presence = new Presence(this.passing, this.streams, deps)
    deps.changes.hear((marks) => {
      if (marks.includes('sessions') || marks.includes('everything')) this.#doubtAll()
      if (marks.includes('live') || marks.includes('everything')) this.#soon()
    })
  }

  get isStarted() {
    return this.#clock !== null
  }

  get position() {
    return this.#given
  }

  positionAt(at: Date): number | null {
    return this.isStarted ? this.#recent.positionAt(at.getTime()) : null
  }

  async start(): Promise<void> {
    const { db } = this.#deps.database
    const position = await numberEvents(db)
    const floor = await floorOf(db, position)
    this.#recent.begin(floor, floor, Date.now() - keptFor)
    await this.#read()
    this.#given = this.#recent.position
    this.#clock = setInterval(() => this.#tick(), tick).unref()
  }

  /** Ends all streams; each is told when to come back, one after another. */
  async stop(): Promise<void> {
    if (this.#clock) clearInterval(this.#clock)
    if (this.#timer) clearTimeout(this.#timer)
    this.#clock = this.#timer = null
    this.streams.sendAway(this.#given)
    await this.#work.catch(() => {})
  }

  /** Everything that there is has been given out. */
  async settled(): Promise<void> {
    await this.#run()
  }

  /**
   * Puts a stream on: first what has happened since its places were left off, then whatever comes.
   * @param starts for the places that were left off somewhere; the others begin now
   */
  async join(stream: Stream, starts: Starts): Promise<void> {
    const lost = [...starts.values()].some((seq) => !this.#recent.knows(seq))
    const from = lost ? new Map<string, number>() : starts
    let at = Math.min(this.#given, ...from.values())
    stream.write(eventBytes(lost ? 'reset' : 'open', '{}', lost ? this.#given : at))
    while (at < this.#given && stream.isOpen) {
      const upTo = this.#given
      const missed = this.#recent.between(at, upTo).filter((event) => event.seq > (from.get(event.place) ?? upTo) && stream.places.includes(event.place))
      await this.#giveTo(stream, missed)
      at = upTo
    }
    // Nothing is awaited from here on: what is given next is given to it.
    if (!stream.isOpen) return
    stream.write(beatBytes(at))
    this.streams.add(stream)
    this.#presence.greet(stream)
  }

  /** For who cannot hold a stream: what happened in these places since; null when that is no longer known. */
  async since(stream: Stream, starts: Starts): Promise<{ position: number; events: NumberedEvent[] } | null> {
    const position = this.#given
    if ([...starts.values()].some((seq) => !this.#recent.knows(seq))) return null
    const events = this.#recent.between(Math.min(position, ...starts.values()), position)
      .filter(({ seq, place }) => seq > (starts.get(place) ?? position))
    const rights = new Rights(this.#deps, events)
    await rights.ask([stream], () => stream.destroy())
    return { position, events: events.filter(({ about }) => rights.mayHear(stream, about)) }
  }

  async #giveTo(stream: Stream, events: readonly NumberedEvent[]) {
    if (events.length === 0) return
    const rights = new Rights(this.#deps, events)
    await rights.ask([stream], (gone) => this.#lose(gone))
    for (const event of events) if (rights.mayHear(stream, event.about)) stream.write(bytesOf(event, 1))
  }

  #soon() {
    if (!this.isStarted) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#run().catch((error) => this.#deps.onError?.(error))
    }, together)
  }

  // One after another, so that events keep their order.
  #run(): Promise<void> {
    this.#work = this.#work.catch(() => {}).then(async () => {
      await this.#read()
      await this.#give(this.#recent.between(this.#given, this.#recent.position))
    })
    return this.#work
  }

  async #read(): Promise<void> {
    const { db } = this.#deps.database
    const position = await numberEvents(db)
    while (this.#recent.position < position) {
      const events = await eventsAfter(db, this.#recent.position)
      if (events.length === 0) break
      this.#recent.add(events, Date.now())
    }
  }

  async #give(events: readonly NumberedEvent[]) {
    if (events.length === 0) return
    const upTo = events.at(-1)!.seq
    const rights = new Rights(this.#deps, events)
    const hearing = () => new Set(events.flatMap(({ place }) => [...this.streams.at(place)]))
    // Whoever comes on while it is asked is asked about, too.
    for (let more = [...hearing()]; more.length > 0; more = [...hearing()].filter((stream) => !rights.hasAsked(stream))) {
      await rights.ask(more, (gone) => this.#lose(gone))
    }
    for (const event of events) {
      const streams = this.streams.at(event.place)
      if (streams.size === 0) continue
      const bytes = bytesOf(event, streams.size)
      for (const stream of streams) if (rights.mayHear(stream, event.about)) stream.write(bytes)
    }
    this.#given = upTo
  }

  #lose(stream: Stream) {
    this.streams.remove(stream)
    stream.end(eventBytes('gone', '{}'))
  }

  #doubtAll() {
    this.#unsure = true
    for (const stream of this.streams.all()) stream.checkedAt = 0
  }

  #tick() {
    this.#seconds++
    const bytes = beatBytes(this.#given)
    for (const stream of this.streams.ofBeat(this.#seconds % beatEvery)) stream.write(bytes)
    if (this.#seconds % looksEvery[this.#deps.database.engine] === 0) this.#soon()
    if (this.#seconds % tidiesEvery === 0) forgetEvents(this.#deps.database.db, new Date()).catch((error) => this.#deps.onError?.(error))
    this.#presence.tick(this.#seconds)
    this.#askWhoIsLeft().catch((error) => this.#deps.onError?.(error))
  }

  // Whoever was signed out, suspended or given another role loses the stream even where nothing happens. Others a little at a time.
  async #askWhoIsLeft() {
    const some = this.#unsure ? this.streams.all() : this.streams.ofBeat(this.#seconds % beatEvery)
    this.#unsure = false
    await recheck(this.#deps, [...some].filter((stream) => stream.checkedAt === 0 || stream.checkedAt < Date.now() - keptFor / 10), (gone) => this.#lose(gone))
  }
}

// Many who are told at once do not all come back at once for the part that they show.
const spread = (listeners: number) => (listeners < 100 ? 0 : Math.min(8_000, Math.round(listeners / 2)))

const bytesOf = ({ name, ids, seq }: NumberedEvent, listeners: number) => {
  const within = spread(listeners)
  return eventBytes(name, within === 0 ? ids : ids.replace(/\}$/, `,"within":${within}}`), seq)
}
