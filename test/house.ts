/** For tests: the whole app over the test database, and browsers that keep cookies and send forms as a page would. */
import type { QueuedJob } from '#platform/facts.ts'
import { heedPressure } from '#platform/pressure.ts'
import { carriesNobody, createSignIn, openAuth, readSession } from '#modules/members/index.ts'
import { buildApp } from '../src/app.tsx'
import { allJobs } from '../src/base.ts'
import { openWorld, type World } from './world.ts'

export const secret = 'a-secret-of-the-tests-that-is-long-enough'
export const password = 'correct horse battery'

export async function openHouse({ config = {} }: { config?: Partial<World['config']> } = {}) {
  const world = await openWorld()
  heedPressure(false)
  // Mails are shown, so joining is possible.
  Object.assign(world.config, { development: true }, config)
  const queued: QueuedJob[] = []
  world.wiring.queue = {
    send: async (_tx, jobs) => {
      queued.push(...jobs)
    },
    wake: () => {},
  }
  const base = { database: world.database, config: world.config, wiring: world.wiring, secret }
  const auth = openAuth({ ...base, db: world.db })
  const { app, opened, live } = await buildApp({ ...base, clientDir: '/nowhere', readSession: readSession(auth), isStranger: carriesNobody(auth) })
  return {
    ...world,
    world,
    auth,
    app,
    opened,
    /** The streams, once the app listens. */
    live: live!,
    queued,
    browser: (ip = '203.0.113.7') => browserOf(app, ip),
    /** Runs the jobs that were queued, except those that go out to a mail server. */
    async work() {
      const jobs = new Map(allJobs().map((each) => [each.name, each]))
      for (const { name, data } of queued.splice(0)) {
        const job = jobs.get(name)
        if (job && name !== 'mail.deliver') await job.run(world.as(world.guest.viewer), job.data.parse(data))
      }
    },
    mails: () => world.db.selectFrom('mail').selectAll().orderBy('id').execute(),
    /** Somebody with an account. */
    async person(
      name: string,
      role: Parameters<World['member']>[1] = 'member',
      email = `${name.toLowerCase().replace(/\W/g, '')}@example.com`,
    ) {
      const ctx = await world.member(name, role)
      await createSignIn(world.guest, { memberId: ctx.viewer.id!, email, password, verified: true })
      return { ctx, email, id: ctx.viewer.id!, handle: ctx.viewer.handle }
    },
  }
}
export type TestHouse = Awaited<ReturnType<typeof openHouse>>

type App = Awaited<ReturnType<typeof buildApp>>['app']
type Body = Record<string, string | string[]>

function browserOf(app: App, remoteAddress: string) {
  const jar = new Map<string, string>()
  let csrf = ''
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    rest: { payload?: string | object; headers?: Record<string, string> } = {},
  ) {
    const answer = await app.inject({
      method,
      url,
      remoteAddress,
      headers: { cookie: cookie(), 'user-agent': 'Test browser', ...rest.headers },
      payload: rest.payload ?? undefined,
    } as never)
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) keep(jar, String(line))
    csrf = /name="csrf-token" content="([^"]+)"/.exec(answer.body)?.[1] ?? csrf
    return answer
  }
  return {
    jar,
    ask,
    get: (url: string, headers: Record<string, string> = {}) => ask('GET', url, { headers }),
    /** Sends a form: a page's form carries the token of its session. */
    post: (url: string, body: Body = {}) =>
      ask('POST', url, {
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: formOf({ ...body, _csrf: csrf }),
      }),
    json: (url: string, body: object) =>
      ask('POST', url, {
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
        payload: body,
      }),
    async signIn(email: string, given = password) {
      const answer = await this.post('/sign-in', { email, password: given })
      if (answer.statusCode === 303) await this.get('/sign-in')
      return answer
    },
  }
}
export type Browser = ReturnType<typeof browserOf>

function formOf(body: Body): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) for (const each of [value].flat()) form.append(name, each)
  return form.toString()
}

function keep(jar: Map<string, string>, line: string) {
  const [pair = '', ...rest] = line.split(';')
  const [name = '', ...value] = pair.split('=')
  if (rest.some((each) => /^\s*max-age=0$/i.test(each))) jar.delete(name)
  else jar.set(name, value.join('='))
}

/** The address of the button in a mail. */
export const linkIn = (text: string) => new URL(/https?:\/\/\S+/.exec(text)![0])
