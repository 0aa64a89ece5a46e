/** Streams to open pages: what is told, to whom, in which order, and what becomes of those who were away. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Changes } from '#platform/changes.ts'
import { transaction } from '#platform/ctx.ts'
import { tellLive } from '#platform/facts.ts'
import { eventsAfter, forgetEvents, numberEvents } from '#platform/live/event.ts'
import { heedPressure, isPressed } from '#platform/pressure.ts'
import { acceptAnswer, editPost, moveThread, voteHelpful } from '#modules/conversations/index.ts'
import { inviteMember, joinGroup, leaveGroup, makeGroup } from '#modules/groups/index.ts'
import { carriesNobody, changeRole, readSession, suspend } from '#modules/members/index.ts'
import { buildApp } from '../src/app.tsx'
import { limits } from '../src/live.ts'
import { testServer } from './database.ts'
import { openHouse, secret, type TestHouse } from './house.ts'
import { Line, listen } from './listening.ts'

let house: TestHouse
let port: number
const lines: Line[] = []

beforeEach(async () => {
  house = await openHouse()
  port = await listen(house.app)
})
afterEach(async () => {
  for (const line of lines.splice(0)) line.cut()
  await house.app.close()
})

type Person = Awaited<ReturnType<TestHouse['person']>>

async function cookieOf({ email }: Person) {
  const browser = house.browser()
  await browser.signIn(email)
  return [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

function line(at: string[], headers: Record<string, string> = {}) {
  const made = new Line(port, at, headers)
  lines.push(made)
  return made
}
const guest = (...at: string[]) => line(at).on()
const member = async (person: Person, ...at: string[]) => line(at, { cookie: await cookieOf(person) }).on()
/** What is said after this was said before it. */
const marker = async (thread: { id: number }, by: Person) => house.answer(by.ctx, thread, 'This comes last.')

describe('what is told', () => {
  test('names and ids of what happens in a thread, and no word of it', async () => {
    const [asker, other] = [await house.person('Asker One'), await house.person('Other Two')]
    const thread = await house.question(asker.ctx)
    const here = await guest(`thread:${thread.id}`)
    const post = await house.answer(other.ctx, thread, 'A secret word')
    await editPost(other.ctx, post.id, { body: 'Another secret word', version: 1 } as never)
    await voteHelpful(asker.ctx, post.id)
    await acceptAnswer(asker.ctx, post.id, thread.id)
    await here.hears('thread.changed')
    expect(here.names()).toEqual(['post.written', 'post.changed', 'post.changed', 'thread.changed'])
    expect(here.said.find(({ name }) => name === 'post.written')!.data).toEqual({ thread: thread.id, post: post.id })
    expect(JSON.stringify(here.said)).not.toMatch(/secret|Other/)
    expect(here.headers).toContain('cache-control: no-store')
  })

  test('lists hear of new threads, and nobody of a thread that they do not show', async () => {
    const asker = await house.person('Asker One')
    const one = await house.question(asker.ctx)
    await house.live.settled()
    const [lists, elsewhere] = [await guest('lists'), await guest(`thread:${one.id}`)]
    const two = await house.question(asker.ctx, { title: 'Why does the lamp blink?' })
    await house.answer(asker.ctx, two)
    await lists.hears('thread.started')
    await marker(one, asker)
    await elsewhere.hears('post.written')
    expect(lists.names()).toEqual(['thread.started'])
    expect(elsewhere.names()).toEqual(['post.written'])
    expect(elsewhere.said.at(-1)!.data.thread).toBe(one.id)
  })

  test('a notice changes the number of its member only, and reading it does again', async () => {
    const [asker, other] = [await house.person('Asker One'), await house.person('Other Two')]
    const thread = await house.question(asker.ctx)
    const [theirs, others] = [await member(asker, 'me'), await member(other, 'me', `thread:${thread.id}`)]
    await house.answer(other.ctx, thread)
    await house.settle()
    await theirs.hears('inbox.changed')
    const browser = house.browser()
    await browser.signIn(asker.email)
    expect((await browser.get('/notifications/unread')).body).toContain('>1<')
    await browser.post('/notifications/read')
    await theirs.hears('inbox.changed', 2)
    await others.hears('post.written')
    expect(others.names()).toEqual(['post.written'])
  })
})

describe('order', () => {
  const event = (name: string) => ({ name, place: 'lists', about: null, ids: { thread: 1 } })

  // The embedded engine has one connection, on which nothing is at the same time.
  test.runIf(testServer)('what is committed later is told later, whichever id it was given, and neither is missed', async () => {
    const here = await guest('lists')
    const inside = Promise.withResolvers<void>()
    const mayCommit = Promise.withResolvers<void>()
    const slow = transaction(house.guest, async (tx) => {
      await tellLive(tx, [event('slow.one')])
      inside.resolve()
      await mayCommit.promise
    })
    await inside.promise
    await transaction(house.guest, (tx) => tellLive(tx, [event('quick.one')]))
    await here.hears('quick.one')
    mayCommit.resolve()
    await slow
    await here.hears('slow.one')
    expect(here.names()).toEqual(['quick.one', 'slow.one'])
    const rows = await house.db.selectFrom('liveEvent').select(['name', 'seq']).orderBy('id').execute()
    expect(rows).toEqual([{ name: 'slow.one', seq: 2 }, { name: 'quick.one', seq: 1 }])
  })

  test('many who write and many who number at once give each event one number, without a gap', async () => {
    const each = Array.from({ length: 40 }, (_, n) => n)
    await Promise.all(each.map(async (n) => {
      await transaction(house.guest, (tx) => tellLive(tx, [event(`one.${n}`), event(`other.${n}`)]))
      await numberEvents(house.db)
    }))
    const rows = await eventsAfter(house.db, 0)
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, n) => n + 1))
    expect(new Set(rows.map(({ name }) => name)).size).toBe(80)
  })

  test('what is taken back is told to nobody', async () => {
    const here = await guest('lists')
    await transaction(house.guest, async (tx) => {
      await tellLive(tx, [event('taken.back')])
      throw new Error('no')
    }).catch(() => {})
    await transaction(house.guest, (tx) => tellLive(tx, [event('that.stays')]))
    await here.hears('that.stays')
    expect(here.names()).toEqual(['that.stays'])
  })
})

describe('coming back', () => {
  test('whoever was cut off hears what they missed, once and in order, in all places they show', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    const place = `thread:${thread.id}`
    const before = await guest(place, 'lists')
    await house.answer(asker.ctx, thread, 'The first of all.')
    await before.hears('post.written')
    const last = before.lastId!
    before.cut()
    await house.answer(asker.ctx, thread, 'The second of all.')
    await house.question(asker.ctx, { title: 'Why does the lamp blink?' })
    await house.answer(asker.ctx, thread, 'The third of all.')
    const after = await line([place, 'lists'], { 'last-event-id': String(last) }).on()
    await house.answer(asker.ctx, thread, 'The fourth of all.')
    await after.hears('post.written', 3)
    expect(after.names()).toEqual(['post.written', 'thread.started', 'post.written', 'post.written'])
    const ids = after.said.flatMap(({ id }) => id ?? []).slice(1)
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other))
  })

  test('each place begins where its page was drawn', async () => {
    const asker = await house.person('Asker One')
    const [one, two] = [await house.question(asker.ctx), await house.question(asker.ctx)]
    await house.live.settled()
    const drawn = house.live.position
    await house.answer(asker.ctx, one)
    await house.answer(asker.ctx, two)
    await house.live.settled()
    const here = await line([`thread:${one.id}@${drawn}`, `thread:${two.id}`]).on()
    await marker(two, asker)
    await here.hears('post.written', 2)
    expect(here.said.filter(({ name }) => name === 'post.written').map(({ data }) => data.thread)).toEqual([one.id, two.id])
  })

  test('a page says up to where it knows what happens', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    await house.live.settled()
    const page = await house.browser().get(`/questions/${thread.id}/${thread.slug}`)
    expect(page.body).toContain(`data-live-from="${house.live.position}"`)
    expect(page.body).toContain(`data-live="thread:${thread.id}"`)
  })

  test('whoever was away longer than events are kept is told to load anew, and hears what comes', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    await house.answer(asker.ctx, thread)
    await house.live.settled()
    await house.db.updateTable('liveEvent').set({ at: new Date(Date.now() - 700_000) }).execute()
    await forgetEvents(house.db, new Date())
    const again = await buildApp({ ...houseBase(), wiring: { ...house.wiring } })
    const place = `thread:${thread.id}`
    const late = new Line(await listen(again.app), [place], { 'last-event-id': '1' })
    lines.push(late)
    await late.hears('reset')
    await house.answer(asker.ctx, thread)
    await late.hears('post.written')
    expect(late.names()).toEqual(['reset', 'post.written'])
    await again.app.close()
  })

  test('a number that was never given (another community, an old backup) is loaded anew', async () => {
    expect((await line(['lists'], { 'last-event-id': '999' }).on()).names()).toEqual(['reset'])
  })

  test('another process that nobody tells finds it by looking', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    const deaf = await buildApp({ ...houseBase(), wiring: { ...house.wiring, changes: new Changes() } })
    if (!testServer) return deaf.app.close()
    const here = new Line(await listen(deaf.app), [`thread:${thread.id}`])
    lines.push(here)
    await here.on()
    const there = await guest(`thread:${thread.id}`)
    await Promise.all([1, 2, 3].map((n) => house.answer(asker.ctx, thread, `An answer, number ${n}.`)))
    await Promise.all([here.hears('post.written', 3), there.hears('post.written', 3)])
    const told = (each: Line) => each.said.filter(({ name }) => name === 'post.written').map(({ id, data }) => [id, data.post])
    expect(told(here)).toEqual(told(there))
    await deaf.app.close()
  })

  test('who cannot hold a stream asks, and is answered the same', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    await house.live.settled()
    const ask = async (from: number) => (await fetch(`http://127.0.0.1:${port}/live?at=thread:${thread.id}@${from}`)).json() as Promise<{ position: number; events: object[] }>
    const { position } = await ask(house.live.position)
    const post = await house.answer(asker.ctx, thread)
    await house.live.settled()
    expect((await ask(position)).events).toEqual([{ id: position + 1, name: 'post.written', ids: { thread: thread.id, post: post.id } }])
    expect(await ask(position + 1)).toEqual({ position: position + 1, events: [] })
    expect(await ask(99_999)).toMatchObject({ reset: true })
  })
})

describe('sight', () => {
  test('an outsider hears nothing of a closed space, by whichever place they ask', async () => {
    const [insider, outsider] = [await house.person('Insider One', 'moderator'), await house.person('Outsider Two')]
    const closed = await house.space({ name: 'Closed', see: 'team', ask: 'team', answer: 'team' })
    const open = await house.question(insider.ctx)
    const thread = await house.question(insider.ctx, { spaceId: closed.id, title: 'What do we not say aloud?' })
    await house.live.settled()
    const places = [`thread:${thread.id}@0`, 'lists@0', `thread:${open.id}`, 'me']
    const [theirs, guests, ours] = [await member(outsider, ...places), await line(places).on(), await member(insider, ...places)]
    await house.answer(insider.ctx, thread)
    await house.question(insider.ctx, { spaceId: closed.id, title: 'And what do we say aloud?' })
    await marker(open, insider)
    for (const each of [theirs, guests, ours]) await each.until(({ said }) => said.some(({ data }) => data.thread === open.id && data.post !== undefined))
    const heard = (each: Line) => each.said.filter(({ data }) => data.thread !== undefined && data.thread !== open.id).length
    expect([heard(theirs), heard(guests)]).toEqual([0, 0])
    expect(heard(ours)).toBe(3)
  })

  test('of a hidden group only those hear who are in it, also when somebody of the same role listens first; who leaves hears no more', async () => {
    const [inside, former, outside, chief] = [await house.person('Inside One'), await house.person('Former Two'), await house.person('Outside Three'), await house.person('Chief Four', 'administrator')]
    const group = await makeGroup(inside.ctx, { name: 'Hidden circle', description: '', visibility: 'hidden', joining: 'invite', rules: '' })
    await inviteMember(inside.ctx, group.slug, former.handle)
    await joinGroup(former.ctx, group.slug)
    const open = await house.question(outside.ctx)
    const asker = house.as({ ...inside.ctx.viewer, groups: [{ spaceId: group.id, role: 'owner' }] })
    const thread = await house.question(asker, { spaceId: group.id, title: 'Nobody outside reads this' })
    await house.live.settled()
    const places = [`thread:${thread.id}`, 'lists', `thread:${open.id}`]
    const [ours, was] = [await member(inside, ...places), await member(former, ...places)]
    const others = [await member(outside, ...places), await member(chief, ...places), await guest(...places)]
    // Whoever listens last stands for their role, too.
    await member(inside, ...places)
    await house.answer(asker, thread, 'Only for us.')
    // Everything of that answer has been told once something later was.
    const first = await marker(open, outside)
    await was.until(({ said }) => said.some(({ data }) => data.post === first.id), 'the first marker')
    const before = was.said.filter(({ data }) => data.thread === thread.id).length
    await leaveGroup(former.ctx, group.slug)
    await house.answer(asker, thread, 'And now without them.')
    const last = await marker(open, outside)
    for (const each of [ours, was, ...others]) await each.until(({ said }) => said.some(({ data }) => data.post === last.id))
    const heard = (each: Line) => each.said.filter(({ data }) => data.thread === thread.id).length
    expect(before).toBeGreaterThan(0)
    expect(others.map(heard)).toEqual([0, 0, 0])
    expect(heard(was)).toBe(before)
    expect(heard(ours)).toBeGreaterThan(before)
  })

  test('an outsider who asks for a thread is not shown to those who read it', async () => {
    const [owner, friend, outsider] = [await house.person('Owner One'), await house.person('Friend Two'), await house.person('Outsider Three')]
    const { id, slug } = await makeGroup(owner.ctx, { name: 'Hidden here', description: 'Nothing to see.', visibility: 'hidden', joining: 'invite', rules: '' })
    await inviteMember(owner.ctx, slug, friend.handle)
    await joinGroup(friend.ctx, slug)
    const thread = await house.question({ ...owner.ctx, viewer: { ...owner.ctx.viewer, groups: [{ spaceId: id, role: 'owner' }] } }, { spaceId: id })
    const place = `thread:${thread.id}`
    const here = await member(owner, place)
    await member(outsider, place)
    await member(friend, place)
    const reads = () => here.said.flatMap(({ name, data }) => (name === 'presence' ? [data.reads as number[]] : []))
    await here.until(() => reads().some((ids) => ids.includes(friend.id)), 'the friend')
    expect(reads().flat()).not.toContain(outsider.id)
  })

  test('a thread that leaves their sight between the writing and the telling is not told', async () => {
    const [boss, asker] = [await house.person('Boss One', 'moderator'), await house.person('Asker Two')]
    const closed = await house.space({ name: 'Closed', see: 'team', ask: 'team', answer: 'team' })
    const [thread, open] = [await house.question(asker.ctx), await house.question(asker.ctx)]
    await house.live.settled()
    const from = house.live.position
    await house.answer(asker.ctx, thread)
    await moveThread(boss.ctx, thread.id, closed.id)
    await house.live.settled()
    const theirs = await line([`thread:${thread.id}@${from}`, `thread:${open.id}@${from}`], { cookie: await cookieOf(asker) }).on()
    const teams = await line([`thread:${thread.id}@${from}`], { cookie: await cookieOf(boss) }).on()
    await marker(open, asker)
    await theirs.hears('post.written')
    await teams.hears('thread.changed')
    expect(theirs.said.filter(({ data }) => data.thread === thread.id)).toEqual([])
  })

  test.each([
    ['is suspended', (boss: Person, one: Person) => suspend(boss.ctx, one.handle)],
    ['is given another role', (boss: Person, one: Person) => changeRole(boss.ctx, one.handle, 'champion')],
    ['is signed out elsewhere', async (_boss: Person, { email }: Person) => {
      const browser = house.browser()
      await browser.signIn(email)
      await browser.get('/settings/account')
      await browser.post('/settings/sessions/removal')
    }],
  ])('whoever %s loses the stream, and hears nothing more on it', async (_what, happens) => {
    const [boss, one] = [await house.person('Boss One', 'administrator'), await house.person('Person Two')]
    const thread = await house.question(boss.ctx)
    const theirs = await member(one, `thread:${thread.id}`, 'me')
    await happens(boss, one)
    await house.answer(boss.ctx, thread)
    await theirs.closed()
    expect(theirs.names()).toEqual(['gone'])
  })

  test('nobody listens at the place of another member', async () => {
    const one = await house.person('Person Two')
    const refused = line([`member:${one.id}`])
    await refused.until(({ status }) => status === 400)
  })
})

describe('limits', () => {
  test.each(['', 'thread:x', 'lists@-1', 'thread:1@99999999999999999999'])('refuses %j', async (at) => {
    const answer = await fetch(`http://127.0.0.1:${port}/live?at=${encodeURIComponent(at)}`)
    expect(answer.status).toBe(400)
  })

  test('refuses another site, other methods and too many places', async () => {
    const to = (query: string, options: RequestInit = {}) => fetch(`http://127.0.0.1:${port}/live?${query}`, options).then(({ status }) => status)
    expect(await to('at=lists', { headers: { 'sec-fetch-site': 'cross-site' } })).toBe(400)
    expect(await to('at=lists', { method: 'POST' })).toBe(400)
    expect(await to(Array.from({ length: 25 }, (_, n) => `at=thread:${n}`).join('&'))).toBe(400)
  })

  test('a member holds so many streams and no more; one that ends makes room', async () => {
    const one = await house.person('Person Two')
    const cookie = await cookieOf(one)
    const held: Line[] = []
    for (let n = 0; n < limits.member; n++) held.push(await line(['lists'], { cookie }).on())
    const refused = line(['lists'], { cookie })
    await refused.until(({ status }) => status === 429)
    expect(refused.headers).toMatch(/retry-after: \d+/)
    held[0]!.cut()
    await until(() => house.live.streams.countOf(`member:${one.id}`) < limits.member)
    await line(['lists'], { cookie }).on()
  })

  test('when there is too much to do, new ones are refused, those that are there are told to ask, and asking goes on', async () => {
    const here = await guest('lists')
    heedPressure(true)
    try {
      await load()
      const refused = line(['lists'])
      await refused.until(({ status }) => status === 503)
      expect(refused.headers).toMatch(/retry-after: [3-5]\d/)
      await here.hears('poll')
      await here.closed()
      expect((await fetch(`http://127.0.0.1:${port}/live?at=lists`)).status).toBe(200)
    } finally {
      heedPressure(false)
    }
  })

  test('a reader who does not read is let go, and resumes by number', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    const slow = await guest('lists')
    slow.pause()
    const words = 'x'.repeat(900)
    for (let n = 0; n < 60 && house.live.streams.size > 0; n++) {
      const many = Array.from({ length: 150 }, () => ({ name: 'thread.started', place: 'lists', about: null, ids: { [words]: n } }))
      await transaction(house.guest, (tx) => tellLive(tx, many))
      await house.live.settled()
    }
    expect(house.live.streams.size).toBe(0)
    expect(thread.id).toBeGreaterThan(0)
  })
})

describe('the end of a process', () => {
  test('each stream is told when to come back, not all at once, and nothing is missed', async () => {
    const asker = await house.person('Asker One')
    const thread = await house.question(asker.ctx)
    const all = await Promise.all(Array.from({ length: 12 }, () => guest(`thread:${thread.id}`)))
    await house.app.close()
    for (const each of all) await each.closed()
    const after = all.map((each) => each.said.find(({ name }) => name === 'end')!.data.after as number)
    expect(after.every((ms) => ms >= 500 && ms < 1_000)).toBe(true)
    await house.answer(asker.ctx, thread)
    const next = await buildApp({ ...houseBase(), wiring: { ...house.wiring, changes: new Changes() } })
    const back = new Line(await listen(next.app), [`thread:${thread.id}`], { 'last-event-id': String(all[0]!.lastId) })
    lines.push(back)
    await back.hears('post.written')
    expect(back.names()).toEqual(['post.written'])
    await next.app.close()
  })
})

function houseBase() {
  return { database: house.database, config: house.config, secret, clientDir: '/nowhere', readSession: readSession(house.auth), isStranger: carriesNobody(house.auth) }
}

async function until(isSo: () => boolean) {
  for (let n = 0; n < 200 && !isSo(); n++) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Keeps the event loop busy, as too many requests do, until the process notices. */
async function load() {
  const end = Date.now() + 20_000
  while (!isPressed() && Date.now() < end) {
    const busy = Date.now() + 250
    while (Date.now() < busy) Math.sqrt(busy)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
