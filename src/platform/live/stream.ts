/** One open page's line: a bare socket on which events are written. Ten thousand of them lie idle at a time, so it holds little. */
import type { Socket } from 'node:net'
import type { Viewer } from '../ctx.ts'

/** Who listens. */
export interface Listening {
  viewer: Viewer
  /** What shows who they are; asked again, because roles change and sessions end. Null for guests. */
  cookie: string | null
  /** Whose limit it counts for; null at the machine itself. */
  visitor: string | null
  /** Whether others may be told that they are here. */
  isShown: boolean
  /** What the page shows. */
  places: readonly string[]
}

/** Seconds between two signs of life; twice as long without a word is a broken line to whoever waits. */
export const beatEvery = 20
// Whoever reads slower than this piles up is let go; they come back by the number of what they have read.
const mostWaiting = 64 * 1024

export class Stream implements Listening {
  /** As they were when last asked: what they are in may have changed since. */
  viewer: Viewer
  readonly cookie: string | null
  readonly visitor: string | null
  readonly isShown: boolean
  readonly places: readonly string[]
  /** When it was last asked who they are; nought when that is no longer sure. */
  checkedAt: number
  /** In which second of a round it is given its sign of life. */
  readonly beat: number
  readonly #socket: Socket

  constructor(socket: Socket, { viewer, cookie, visitor, isShown, places }: Listening, beat: number, now: number) {
    this.#socket = socket
    this.viewer = viewer
    this.cookie = cookie
    this.visitor = visitor
    this.isShown = isShown
    this.places = places
    this.beat = beat
    this.checkedAt = now
  }

  get isOpen() {
    return this.#socket.writable
  }

  write(bytes: Buffer) {
    if (!this.#socket.writable) return
    this.#socket.write(bytes)
    if (this.#socket.writableLength > mostWaiting) this.#socket.destroy()
  }

  end(bytes: Buffer) {
    if (!this.#socket.writable) return
    this.#socket.write(bytes)
    this.#socket.destroySoon()
  }

  destroy() {
    this.#socket.destroy()
  }
}

const safe = (data: string) => data.replaceAll('\n', ' ')

/** An event as it goes over the line. Without a number it leaves the one before as it is. */
export const eventBytes = (name: string, data: string, seq?: number): Buffer =>
  Buffer.from(`${seq === undefined ? '' : `id: ${seq}\n`}event: ${name}\ndata: ${safe(data)}\n\n`)

/** A sign of life, with the number up to which everything was said. */
export const beatBytes = (seq: number): Buffer => Buffer.from(`id: ${seq}\n: \n\n`)
