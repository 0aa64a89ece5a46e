/** A whole community for tests, filled through the same actions that the app uses. */
import { Changes } from '#platform/changes.ts'
import { type Ctx, guest, type Role, transaction, type Viewer } from '#platform/ctx.ts'
import type { Config } from '#platform/config.ts'
import { readConfig } from '#platform/config.ts'
import { hear, isHeardBy, type Wiring } from '#platform/facts.ts'
import { forgetSettings, writeSettings } from '#modules/community/index.ts'
import { indexStaleThreads, postAnswer, postComment, startThread } from '#modules/conversations/index.ts'
import { join } from '#modules/members/index.ts'
import { mailNews } from '#modules/notifications/index.ts'
import { addSpace } from '#modules/spaces/index.ts'
import { allListeners } from '../src/base.ts'
import { emptyDatabase } from './database.ts'

const levelWords = { see: 'everyone', ask: 'members', answer: 'members' } as const
type SpaceWish = { name?: string; parentId?: number | null } & Partial<Record<'see' | 'ask' | 'answer', string>>

export async function openWorld(settings: { now?: Date } = {}) {
  const database = await emptyDatabase()
  forgetSettings()
  const config: Config = { ...readConfig({ BASE_URL: 'http://localhost:3000', FOLKMOOT_DATA: './data/test', NODE_ENV: 'test', MAIL_WAIT_SECONDS: '0', PUSH_WAIT_SECONDS: '0' }), requestLimits: [] }
  const wiring: Wiring = { listeners: allListeners(), queue: null, after: [], changes: new Changes() }
  const as = (viewer: Viewer, now = settings.now ?? new Date()): Ctx => ({ db: database.db, viewer, now, wiring, config, visitor: viewer.id ? null : 'visitor-of-the-test' })
  const nobody = as(guest)
  const inside = <Result>(work: (tx: Ctx) => Promise<Result>) => transaction(nobody, work)

  await inside((tx) => writeSettings(tx, { name: 'The Square', installedAt: new Date(0).toISOString() }))
  forgetSettings()
  const square = await inside((tx) => addSpace(tx, spaceOf({ name: 'The square' })))

  const world = {
    database,
    db: database.db,
    config,
    wiring,
    guest: nobody,
    square,
    as,
    /** The same person at another moment. */
    at: (ctx: Ctx, now: Date): Ctx => ({ ...ctx, now }),
    async member(name: string, role: Exclude<Role, 'guest'> = 'member', rest: { email?: string } = {}): Promise<Ctx> {
      const person = await join(nobody, { name, role, ...rest })
      return as({ id: person.id, role, name, handle: person.handle, picture: null })
    },
    space: (wish: SpaceWish = {}) => inside((tx) => addSpace(tx, spaceOf(wish))),
    question: (by: Ctx, wish: { title?: string; body?: string; spaceId?: number; topics?: string[]; kind?: 'question' | 'discussion' } = {}) =>
      startThread(by, { kind: 'question', spaceId: square.id, title: 'How do I rotate a key?', body: 'The old one is about to expire.', topics: [], products: [], ...wish }),
    answer: (by: Ctx, thread: { id: number }, body = 'Open the settings and choose Keys.') => postAnswer(by, thread.id, { body }),
    comment: (by: Ctx, post: { id: number }, body = 'Thank you, that was it.') => postComment(by, post.id, { body }),
    /** Lets every listener hear every fact it has not heard yet, and mails what is due. */
    async settle() {
      for (const fact of await database.db.selectFrom('fact').select(['id', 'name']).orderBy('id').execute()) {
        for (const each of wiring.listeners.filter(isHeardBy(fact.name))) await hear(as(guest), each, fact.id)
      }
      await indexStaleThreads(as(guest))
      await mailNews.run(as(guest), {})
    },
    facts: async () => (await database.db.selectFrom('fact').select('name').orderBy('id').execute()).map((fact) => fact.name),
    /** The promises of all modules about their data; nothing when all hold. */
    async broken() {
      const { modules } = await import('../src/modules.ts')
      const found: string[] = []
      for (const each of modules.flatMap((module) => module.invariants ?? [])) {
        for (const line of await each.find(nobody)) found.push(`${each.name}: ${line}`)
      }
      return found
    },
  }
  return world
}

const spaceOf = ({ name = 'A space', parentId = null, ...levels }: SpaceWish) =>
  ({ name, description: '', parentId, spine: 1, position: 0, ...levelWords, ...levels }) as Parameters<typeof addSpace>[1]

export type World = Awaited<ReturnType<typeof openWorld>>
