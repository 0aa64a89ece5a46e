/** For tests: a page's line to `/live`, over a real socket, as a browser would hold it. */
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

export interface Said {
  id: number | null
  name: string
  data: Record<string, unknown>
}

const patience = 5_000

export class Line {
  readonly said: Said[] = []
  status = 0
  headers = ''
  lastId: number | null = null
  isClosed = false
  #text = ''
  #woken: (() => void)[] = []
  readonly #socket

  constructor(port: number, at: readonly string[], headers: Record<string, string> = {}) {
    const query = new URLSearchParams(at.map((each) => ['at', each]))
    const lines = Object.entries({ host: 'localhost', accept: 'text/event-stream', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
    this.#socket = connect(port, '127.0.0.1', () => this.#socket.write(`GET /live?${query} HTTP/1.1\r\n${lines.join('')}\r\n`))
    this.#socket.setEncoding('utf8')
    this.#socket.on('data', (text: string) => this.#read(text))
    this.#socket.on('close', () => {
      this.isClosed = true
      this.#wake()
    })
    this.#socket.on('error', () => {})
  }

  /** Waits until something is so. */
  async until(isSo: (line: this) => boolean, what = 'what was waited for'): Promise<this> {
    const end = Date.now() + patience
    while (!isSo(this)) {
      if (Date.now() > end) throw new Error(`${what} did not come; said: ${JSON.stringify(this.said)}, status ${this.status}`)
      await new Promise<void>((resolve) => { this.#woken.push(resolve); setTimeout(resolve, 100) })
    }
    return this
  }

  /** Until it is on: whatever happens from now on is told. */
  on = () => this.until((line) => line.lastId !== null && line.said.some(({ name }) => name === 'open' || name === 'reset'), 'the line')
  names = () => this.said.map(({ name }) => name).filter((name) => !['open', 'presence'].includes(name))
  hears = (name: string, count = 1) => this.until((line) => line.said.filter((each) => each.name === name).length >= count, name)
  closed = () => this.until((line) => line.isClosed, 'the end of the line')
  cut = () => this.#socket.destroy()
  pause = () => this.#socket.pause()

  #read(text: string) {
    this.#text += text
    if (this.status === 0) this.#readHead()
    for (let end = this.#text.indexOf('\n\n'); end >= 0 && this.status === 200; end = this.#text.indexOf('\n\n')) {
      this.#take(this.#text.slice(0, end).split('\n'))
      this.#text = this.#text.slice(end + 2)
    }
    this.#wake()
  }

  #readHead() {
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    this.headers = this.#text.slice(0, end).toLowerCase()
    this.status = Number(this.#text.split(' ')[1])
    this.#text = this.#text.slice(end + 4)
  }

  #take(lines: string[]) {
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
    const [id, name, data] = [field('id'), field('event'), field('data')]
    if (id !== undefined) this.lastId = Number(id)
    if (name !== undefined) this.said.push({ id: id === undefined ? null : Number(id), name, data: JSON.parse(data ?? '{}') as Said['data'] })
  }

  #wake() {
    for (const resolve of this.#woken.splice(0)) resolve()
  }
}

export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return (app.server.address() as AddressInfo).port
}
