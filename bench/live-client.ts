/**
 * Ten thousand open pages, as far as a server sees them: a socket each, that reads events, notes when each came, and comes
 * back as `browser/live/line.ts` does. In a process of its own, told what to do by the one that measures.
 */
import { connect, type Socket } from 'node:net'

export interface Order {
  port: number
  listeners: number
  threads: number[]
  cookies: string[]
  /** How many of them are members. */
  members: number
}

/** Of everything that was heard since it was asked before. */
export interface Heard {
  on: number
  /** Milliseconds from the clock of the machine, by what the event is about. */
  events: Record<string, number[]>
  missed: number
  double: number
  /** When the last one was on again after it had been cut. */
  lastBackAt: number
}

const browser = 'accept: text/event-stream\r\nuser-agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\naccept-language: en-GB,en;q=0.8,de;q=0.5\r\naccept-encoding: gzip, deflate, br, zstd\r\nsec-fetch-dest: empty\r\nsec-fetch-mode: cors\r\nsec-fetch-site: same-origin\r\npragma: no-cache\r\ncache-control: no-cache\r\n'
const [cut, longest, opens] = [6_000, 10_000, 10_000]

class Listener {
  static readonly on = new Set<Listener>()
  static lastBackAt = 0
  static double = 0
  static events = new Map<string, number[]>()
  lastId = 0
  heard = 0
  #text = ''
  #failures = 0
  #wait = 0
  readonly #order: Order
  readonly #index: number
  readonly thread: number

  constructor(order: Order, index: number) {
    this.#order = order
    this.#index = index
    this.thread = order.threads[index % order.threads.length]!
  }

  open() {
    const { port, members, cookies } = this.#order
    const isMember = this.#index < members
    const cookie = isMember ? `cookie: ${cookies[this.#index % cookies.length]}\r\n` : ''
    const last = this.lastId > 0 ? `last-event-id: ${this.lastId}\r\n` : ''
    const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (this.#index % 8)}` })
    socket.setEncoding('latin1')
    // One that is not on by then is given up, as a page does it.
    const patience = setTimeout(() => socket.destroy(), opens)
    socket.once('data', () => clearTimeout(patience))
    socket.on('connect', () => socket.write(`GET /live?at=thread:${this.thread}&at=lists${isMember ? '&at=me' : ''} HTTP/1.1\r\nhost: localhost\r\n${browser}${cookie}${last}\r\n`))
    socket.on('data', (text: string) => this.#read(text, socket))
    socket.on('error', () => {})
    socket.on('close', () => this.#closed())
  }

  #read(text: string, socket: Socket) {
    const parts = (this.#text + text).split('\n\n')
    this.#text = parts.pop() ?? ''
    for (const part of parts) this.#take(part)
    if (/^HTTP\/1.1 (?!200)/.test(this.#text)) socket.destroy()
  }

  #take(part: string) {
    const id = Number(/^id: (\d+)/m.exec(part)?.[1] ?? 0)
    const name = /^event: (.+)$/m.exec(part)?.[1]
    const data = /^data: (.+)$/m.exec(part)?.[1]
    if (name === 'post.written' || name === 'thread.started') this.#note(id, data!)
    if (name === 'end') this.#wait = JSON.parse(data!).after as number
    if (name === undefined && id > 0) this.#isOn()
    if (id > 0 && name !== 'open') this.lastId = id
  }

  #note(id: number, data: string) {
    const { thread, post } = JSON.parse(data) as { thread: number; post?: number }
    if (id <= this.lastId) Listener.double++
    this.heard++
    const about = post === undefined ? `thread:${thread}` : `post:${post}`
    const times = Listener.events.get(about)
    if (times) times.push(Date.now())
    else Listener.events.set(about, [Date.now()])
  }

  #isOn() {
    this.#failures = 0
    if (Listener.on.has(this)) return
    Listener.on.add(this)
    Listener.lastBackAt = Date.now()
  }

  #closed() {
    Listener.on.delete(this)
    this.#text = ''
    const wait = this.#wait || Math.min(longest, cut * 2 ** this.#failures++) * (0.1 + Math.random() * 0.9)
    this.#wait = 0
    setTimeout(() => this.open(), wait)
  }
}

let all: Listener[] = []
const perSecond = 1_500

process.on('message', async ({ order, expected, ask }: { order?: Order; expected?: { lists: number; threads: Record<number, number> }; ask?: boolean }) => {
  if (order) {
    all = Array.from({ length: order.listeners }, (_, index) => new Listener(order, index))
    for (const [index, listener] of all.entries()) {
      listener.open()
      if (index % (perSecond / 20) === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  if (ask || expected) {
    const missed = expected ? all.reduce((sum, { thread, heard }) => sum + Math.abs(expected.lists + (expected.threads[thread] ?? 0) - heard), 0) : 0
    const heard: Heard = { on: Listener.on.size, events: Object.fromEntries(Listener.events), missed, double: Listener.double, lastBackAt: Listener.lastBackAt }
    if (expected) Listener.events.clear()
    process.send!(heard)
  }
})
