/** A real Folkmoot in a process of its own, on a data folder or a PostgreSQL database of its own, to be hurt. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '#platform/config.ts'
import { guest, type Viewer } from '#platform/ctx.ts'
import { closeText } from '#platform/text/index.ts'
import { forgetSettings, writeSettings } from '#modules/community/index.ts'
import { startThread } from '#modules/conversations/index.ts'
import { addApiToken } from '#modules/members/api-tokens.ts'
import { createSignIn, join } from '#modules/members/index.ts'
import { addSpace } from '#modules/spaces/index.ts'
import { freePort, newDatabase } from '../../bin/postgres.mjs'
import { houseCtx } from '../../src/base.ts'
import { boot } from '../../src/boot.ts'
import { modules } from '../../src/modules.ts'

const account = { email: 'writer@example.com', password: 'correct horse battery' }

export type Engine = 'pglite' | 'postgres'

export const engines: Engine[] = process.env.TEST_DATABASE_URL ? ['pglite', 'postgres'] : ['pglite']

export class Site {
  readonly env: Record<string, string>
  readonly url: string
  readonly tokens: string[] = []
  questionId = 0
  #child: ChildProcess | null = null
  #dataDir: string

  private constructor(dataDir: string, port: number, databaseUrl: string | undefined) {
    this.#dataDir = dataDir
    this.url = `http://127.0.0.1:${port}`
    this.env = {
      FOLKMOOT_DATA: dataDir, PORT: String(port), BASE_URL: this.url, LOG_LEVEL: 'error', FOLKMOOT_LIMITS: 'off',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    }
  }

  /** @param server the PostgreSQL server, if not the one of all tests: to be hurt, too */
  static async open(engine: Engine, people = 20, server = process.env.TEST_DATABASE_URL!): Promise<Site> {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'folkmoot-fault-'))
    const site = new Site(dataDir, await freePort(), engine === 'postgres' ? await newDatabase(server, `folkmoot_fault_${process.pid}_${Math.random().toString(36).slice(2, 8)}`) : undefined)
    await site.#seed(people)
    return site
  }

  /** @param people the last two of whom are moderators */
  async #seed(people: number) {
    await this.inside(async (ctx) => {
      const space = await ctx.db.transaction().execute(async (db) => {
        const tx = { ...ctx, db, wiring: { ...ctx.wiring, after: [] } }
        await writeSettings(tx, { name: 'Fault', installedAt: new Date(0).toISOString() })
        return addSpace(tx, { name: 'Square', description: '', parentId: null, spine: 1, position: 0, see: 'everyone', ask: 'members', answer: 'members' })
      })
      for (let number = 0; number < people; number++) {
        const role = number >= people - 2 ? 'moderator' : 'member'
        const person = await join(ctx, { name: `Writer ${number}`, role })
        const viewer: Viewer = { ...guest, id: person.id, role, name: person.name, handle: person.handle }
        this.tokens.push((await addApiToken({ ...ctx, viewer }, { name: 'test', scope: 'write' })).token)
        if (number === 0) {
          await createSignIn({ ...ctx, viewer: guest }, { memberId: person.id, ...account, verified: true })
          const thread = await startThread({ ...ctx, viewer }, { kind: 'question', spaceId: space.id, title: 'What survives a kill?', body: 'Everything that was acknowledged.', topics: [], products: [] })
          this.questionId = thread.id
        }
      }
    })
  }

  /** Works on the data from here, while the site is not running. */
  async inside<Result>(work: (ctx: ReturnType<typeof houseCtx>) => Promise<Result>): Promise<Result> {
    const base = await boot({ config: readConfig({ ...this.env }) })
    try {
      forgetSettings()
      return await work(houseCtx(base))
    } finally {
      await base.close()
    }
  }

  /** @returns milliseconds until it served */
  async start(): Promise<number> {
    const started = performance.now()
    this.#child = spawn(process.execPath, ['dist/server/main.js'], { env: { ...process.env, ...this.env }, stdio: ['ignore', 'ignore', 'inherit'] })
    for (let attempt = 0; attempt < 400; attempt++) {
      const ready = await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false)
      if (ready) return Math.round(performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('The site did not come back within 10 s.')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM') {
    const child = this.#child
    if (!child) return
    this.#child = null
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  kill = () => this.#end('SIGKILL')
  stop = () => this.#end('SIGTERM')

  async post(path: string, token: string, key: string, body: object, method = 'POST'): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key }
    return fetch(`${this.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
  }

  /** The first writer signs in as a browser does. @returns the cookies */
  async signIn(): Promise<string> {
    const answer = await fetch(`${this.url}/sign-in`, { method: 'POST', headers: { origin: this.url }, body: new URLSearchParams(account), redirect: 'manual' })
    return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  }

  /** Waits until every listener has heard everything. */
  async settle() {
    for (let attempt = 0; attempt < 400; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      if ((await this.#waiting()) === 0) return
    }
    throw new Error('The queue did not come to rest within 200 s.')
  }

  async #waiting(): Promise<number> {
    const answer = await fetch(`${this.url}/readyz?queue=1`)
    return ((await answer.json()) as { queue: number }).queue
  }

  /** Every promise of the modules that does not hold. */
  broken(): Promise<string[]> {
    return this.inside(async (ctx) => {
      const found: string[] = []
      for (const each of modules.flatMap((module) => module.invariants ?? [])) {
        for (const line of await each.find(ctx)) found.push(`${each.name}: ${line}`)
      }
      return found
    })
  }

  async remove() {
    await this.kill()
    await closeText()
    await rm(this.#dataDir, { recursive: true, force: true })
  }
}
