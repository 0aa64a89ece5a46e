/** A community that holds the threads of a set as the index writer of the product puts them in, growing with time. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '#platform/config.ts'
import { type Ctx, guest } from '#platform/ctx.ts'
import { type Database, migrate, openDatabase } from '#platform/db.ts'
import { writeSettings } from '#modules/community/index.ts'
import { count, type Document, keepCounted, putDocuments, tidy } from '#modules/search/index.ts'
import { addSpace } from '#modules/spaces/index.ts'
import { dropDatabase, newDatabase } from '../../bin/postgres.mjs'
import type { Thread } from './read.ts'

export type Engine = 'pglite' | 'postgres'

export interface Town {
  ctx: Ctx
  database: Database
  spaceId: number
  close(): Promise<void>
}

/** @param server address of a PostgreSQL server; without it the embedded engine, in a folder that goes away */
export async function openTown(server: string | undefined, search: Record<string, number> = {}, language = 'en'): Promise<Town> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'folkmoot-bench-'))
  const databaseUrl = server && (await newDatabase(server, `folkmoot_bench_${process.pid}_${Date.now()}`))
  const config = readConfig({ FOLKMOOT_DATA: folder, BASE_URL: 'http://localhost:3000', ...(databaseUrl && { DATABASE_URL: databaseUrl }) })
  const database = await openDatabase(config)
  await migrate(database, 'migrations')
  const ctx: Ctx = { db: database.db, viewer: guest, now: new Date(), wiring: { listeners: [], queue: null, after: [] }, config, visitor: null }
  const spaceId = await database.db.transaction().execute(async (db) => {
    const tx = { ...ctx, db }
    await writeSettings(tx, { search, language })
    return (await addSpace(tx, { name: 'Here', description: '', parentId: null, spine: 1, position: 0, see: 'everyone', ask: 'members', answer: 'members' } as never)).id
  })
  const close = async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
    if (server && databaseUrl) await dropDatabase(server, new URL(databaseUrl).pathname.slice(1))
  }
  return { ctx, database, spaceId, close }
}

// As many answers of a thread as the product puts in.
const answersIndexed = 50
const batch = 300

/** Threads by the numbers that they have here. */
export class Threads {
  readonly #numbers: Map<string, number>
  readonly #list: readonly Thread[]

  constructor(list: readonly Thread[]) {
    this.#list = list
    this.#numbers = new Map(list.map((thread, index) => [thread.id, index + 1]))
  }

  idOf = (number: number) => this.#list[number - 1]!.id

  /** Puts these threads in as they stood at a moment. */
  async put(town: Town, threads: readonly Thread[], at: number) {
    for (let from = 0; from < threads.length; from += batch) {
      const documents = threads.slice(from, from + batch).map((thread) => this.#documentOf(thread, at, town.spaceId))
      await town.ctx.db.transaction().execute((db) => putDocuments({ ...town.ctx, db }, documents))
    }
  }

  #documentOf(thread: Thread, at: number, spaceId: number): Document {
    const said = thread.replies.filter((reply) => reply.at < at)
    const number = this.#numbers.get(thread.id)!
    const links = [...thread.links, ...said.flatMap((reply) => reply.links)].flatMap((id) => this.#numbers.get(id) ?? [])
    const last = said.at(-1)?.at ?? thread.at
    return {
      kind: 'question', subjectId: number, spaceId, authorId: null, title: thread.title, body: thread.text, answer: '',
      replies: said.slice(0, answersIndexed).map((reply) => reply.text).join('\n'),
      path: `/questions/${number}/of-the-bench`, state: said.length > 0 ? 'answered' : 'open', topicIds: [], topics: '',
      details: { answers: said.length, same: 0, acceptedPostId: null, helpful: 0 }, weight: 0,
      createdAt: new Date(thread.at), activeAt: new Date(last), links: links.map((to) => ({ to })),
    }
  }

  /** Everything, at once. */
  async fill(town: Town) {
    await this.put(town, this.#list, Number.POSITIVE_INFINITY)
    await count(town.ctx)
    await tidy(town.ctx)
  }

  /** What happened in time order: which thread was begun or answered when. */
  happenings(): { at: number; thread: Thread }[] {
    return this.#list
      .flatMap((thread) => [{ at: thread.at, thread }, ...thread.replies.map(({ at }) => ({ at, thread }))])
      .sort((one, other) => one.at - other.at)
  }
}

/** Lets a town grow from one moment to the next, as its own jobs would keep it. */
export async function grow(town: Town, threads: Threads, changed: ReadonlySet<Thread>, at: number) {
  if (changed.size === 0) return
  await threads.put(town, [...changed], at)
  await keepCounted(town.ctx)
}
