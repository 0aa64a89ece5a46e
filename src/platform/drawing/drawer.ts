/** One process at a time, started when it is needed and ended when it is not; one file after another. */
import { type ChildProcess, fork } from 'node:child_process'
import { grown, idle, mostWaiting, toDecode, toPack } from './limits.ts'
import type { Looked, Said, Use } from './shapes.ts'

interface Work {
  id: number
  use: Use
  bytes: Buffer
  done: (looked: Looked) => void
  /** What is there already: when the slow forms fail, the picture goes without them. */
  sofar: Looked | null
}

export interface Measured {
  /** The most memory that the process has had, in bytes; 0 when it was ended before it could say. */
  peak: number
}

// In the source tree the process is a neighbour that Node reads as it is; in a build it is an entry of its own.
const entry = () => new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './drawing-child.js', import.meta.url)

// Without what the environment of the server holds: a secret that is not there cannot be taken. One arena, because
// several would keep what each of them once needed.
const environment = () => ({ PATH: process.env.PATH ?? '', SystemRoot: process.env.SystemRoot ?? '', UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '1' })

export class Drawer {
  readonly measured: Measured = { peak: 0 }
  readonly #waiting: Work[] = []
  #child: ChildProcess | null = null
  #isReady = false
  #work: Work | null = null
  #clock: NodeJS.Timeout | undefined
  #next = 1

  look(bytes: Buffer, use: Use): Promise<Looked> {
    if (this.#waiting.length >= mostWaiting) return Promise.resolve({ kind: 'refused', why: 'busy' })
    return new Promise((done) => {
      this.#waiting.push({ id: this.#next++, use, bytes, done, sofar: null })
      this.#go()
    })
  }

  /** The process id, for whoever measures. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  async close(): Promise<void> {
    const child = this.#child
    if (!child) return
    child.ref()
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }

  #go() {
    clearTimeout(this.#clock)
    if (this.#work) return this.#wait(toDecode)
    if (this.#waiting.length === 0) return this.#rest()
    if (!this.#child) return this.#start()
    if (!this.#isReady) return
    this.#work = this.#waiting.shift()!
    const { id, use, bytes } = this.#work
    this.#child.ref()
    this.#child.channel?.ref()
    this.#child.send({ id, use, bytes })
    this.#wait(toDecode)
  }

  // Whoever waits for nothing else may end meanwhile.
  #rest() {
    this.#child?.unref()
    this.#child?.channel?.unref()
    this.#clock = setTimeout(() => this.#drop(), idle).unref()
  }

  #start() {
    const child = fork(entry(), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: environment(), execArgv: ['--max-old-space-size=40', '--max-semi-space-size=2'] })
    this.#child = child
    this.#isReady = false
    child.on('message', (said: Said) => this.#hear(said))
    child.on('error', () => this.#gone(child))
    child.on('exit', () => this.#gone(child))
  }

  #wait(time: number) {
    clearTimeout(this.#clock)
    this.#clock = setTimeout(() => this.#end('time'), time)
  }

  #hear(said: Said) {
    if (said.said === 'ready') {
      this.#isReady = true
      return this.#go()
    }
    const work = this.#work
    if (!work || work.id !== said.id) return
    if (said.said === 'decoded') return this.#wait(toPack)
    this.measured.peak = said.peak
    work.sofar = said.said === 'more' ? withForms(work.sofar!, said.forms) : said.looked
    if (said.last) this.#finish(work.sofar)
  }

  #finish(looked: Looked) {
    const { done } = this.#work!
    this.#work = null
    done(looked)
    if (this.measured.peak > grown) this.#drop()
    this.#go()
  }

  // The next file gets a new one, whether or not this one is gone yet.
  #drop() {
    this.#child?.kill('SIGKILL')
    this.#child = null
  }

  // What was unpacked already is as good as it would have been; only its slow forms are missing.
  #end(why: 'time' | 'memory') {
    const work = this.#work
    this.#work = null
    if (work) this.measured.peak = 0
    this.#drop()
    work?.done(work.sofar ?? { kind: 'refused', why })
    this.#go()
  }

  // It ended itself because it grew, or the machine ended it for the same reason.
  #gone(child: ChildProcess) {
    if (this.#child !== child) return
    // One that does not even start would be started again and again.
    if (!this.#isReady) for (const { done } of this.#waiting.splice(0)) done({ kind: 'refused', why: 'busy' })
    this.#end('memory')
  }
}

const withForms = (looked: Looked, forms: Extract<Looked, { kind: 'picture' }>['forms']): Looked =>
  looked.kind === 'picture' ? { ...looked, forms: [...looked.forms, ...forms.map((form) => ({ ...form, bytes: Buffer.from(form.bytes) }))] } : looked
