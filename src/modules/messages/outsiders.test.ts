/** Whoever is not in a circle finds no trace of what was said there, in none of the ways that there are. */
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx, Viewer } from '#platform/ctx.ts'
import { closeDrawing } from '#platform/drawing/index.ts'
import { addFile } from '#modules/files/index.ts'
import { addApiToken } from '../members/api-tokens.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { Line, listen } from '#test/listening.ts'
import { inbox } from '../notifications/queries.ts'
import { addToCircle, beginCircle, leaveCircle, sendMessage } from './index.ts'
import { findMessages } from './list-queries.ts'
import { markRead, mute } from './reading.ts'
import { reportMessage } from './reports.ts'

const dataDir = `/tmp/folkmoot-messages-${process.pid}`
// Words that stand nowhere but in the circle.
const secret = /zephyrine|Quillonbrook|moonpetal/i

let house: TestHouse
type Person = Awaited<ReturnType<TestHouse['person']>>
const people = {} as Record<'inside' | 'friend' | 'former' | 'late' | 'outside' | 'moderator' | 'chief', Person>
const browsers = {} as Record<keyof typeof people | 'guest', Browser>
let circleId = 0
let messageId = 0
let fileKey = ''

async function fresh({ ctx }: Person): Promise<Ctx> {
  return house.world.as((await readerOf(ctx, ctx.viewer.id!))!.viewer as Viewer)
}

beforeAll(async () => {
  house = await openHouse({ config: { dataDir, limits: false } })
  for (const [name, role] of [['inside', 'member'], ['friend', 'member'], ['former', 'member'], ['late', 'member'], ['outside', 'member'], ['moderator', 'moderator'], ['chief', 'administrator']] as const) {
    people[name] = await house.person(`${name} person`, role)
    await house.question(people[name].ctx, { title: `What does ${name} want to know?` })
  }
  await house.db.updateTable('member').set({ joinedAt: new Date(Date.now() - 3 * 86_400_000) }).execute()
  const { ctx } = people.inside
  const ref = await beginCircle(ctx, { to: [people.friend.handle, people.former.handle], team: false, name: 'Quillonbrook', body: 'Where does zephyrine grow?' })
  circleId = ref.circleId
  const file = await addFile(ctx, { name: 'moonpetal.txt', bytes: Buffer.from('moonpetal, too') })
  fileKey = file.key
  messageId = (await sendMessage(ctx, circleId, { body: `By the moonpetal: [list](/files/${file.key}/list.txt)` })).id
  await leaveCircle(people.former.ctx, circleId)
  await house.settle()
  await addToCircle(ctx, circleId, [people.late.handle])
  browsers.guest = house.browser('203.0.113.1')
  for (const [name, { email }] of Object.entries(people)) {
    browsers[name as keyof typeof people] = house.browser()
    await browsers[name as keyof typeof people].signIn(email)
  }
})
afterAll(async () => {
  await closeDrawing()
  await rm(dataDir, { recursive: true, force: true })
})

/** As a page, or with a token of theirs. */
const tokens = new Map<string, string>()
async function visit(who: keyof typeof browsers, url: string) {
  const address = filled(url)
  if (!address.startsWith('/api') || who === 'guest') return browsers[who].get(address)
  const token = tokens.get(who) ?? (await addApiToken(people[who].ctx, { name: 'A program', scope: 'read' })).token
  tokens.set(who, token)
  return house.browser().get(address, { authorization: `Bearer ${token}` })
}

const filled = (url: string) => url.replaceAll(':circle', String(circleId)).replaceAll(':message', String(messageId)).replaceAll(':file', fileKey)

test('who is in it finds all of it', async () => {
  for (const url of ['/messages/:circle', '/api/v1/messages/:circle', '/messages', '/messages?q=zephyrine', '/files/:file/list.txt', '/messages/:circle/parts?whole=true'])
    expect((await visit('friend', url)).body, url).toMatch(secret)
})

test('who was added later finds its name and what is said since, and nothing of before', async () => {
  const { late } = browsers
  await sendMessage(await fresh(people.friend), circleId, { body: 'A warm welcome' })
  for (const url of ['/messages/:circle', '/messages/:circle/parts', '/api/v1/messages/:circle', '/messages/:circle?older=999999', '/messages/:circle?at=1']) {
    const answer = await visit('late', url)
    expect([answer.statusCode, /zephyrine|moonpetal/i.test(answer.body)], url).toEqual([200, false])
  }
  expect((await late.get(filled('/messages/:circle'))).body).toContain('A warm welcome')
  expect((await late.get(filled('/messages/:circle/messages/:message/report'))).statusCode).toBe(404)
  expect((await late.get('/messages?q=zephyrine')).body).not.toContain('Where does')
  expect((await late.get(filled('/files/:file/list.txt'))).statusCode).toBe(404)
  await expect(reportMessage(await fresh(people.late), circleId, messageId, { reason: 'Before my time' })).rejects.toMatchObject({ status: 404 })
})

describe.each(['guest', 'outside', 'former', 'moderator', 'chief'] as const)('%s finds nothing', (who) => {
  test.each(['/messages/:circle', '/messages/:circle?older=99999', '/messages/:circle?at=:message', '/messages/:circle/parts', '/messages/:circle/parts?message=:message&whole=true', '/messages/:circle/presence', '/messages/:circle/messages/:message/edit', '/messages/:circle/messages/:message/report', '/api/v1/messages/:circle', '/files/:file/list.txt'].map((url) => [url]))('at %s', async (url) => {
    const answer = await visit(who, url)
    expect(answer.statusCode).toBe(who !== 'guest' || url.startsWith('/files') ? 404 : url.startsWith('/api') ? 401 : 303)
    expect(answer.body).not.toMatch(secret)
  })

  test('in lists, searches, notices and profiles', async () => {
    for (const url of ['/messages', '/messages?which=unread', '/messages/queue', '/messages/queue?answered=true', '/messages/reports', '/search?q=grow', '/api/v1/search?q=grow+list', '/search/suggestions?q=zeph', '/notifications', '/drafts', '/members/insideperson', '/', '/admin', '/settings/files', '/sitemap.xml', '/questions.atom'])
      expect((await browsers[who].get(url)).body, url).not.toMatch(secret)
    for (const q of ['zephyrine', 'Quillonbrook']) expect((await browsers[who].get(`/messages?q=${q}`)).body).not.toContain('Where does')
    if (who === 'guest') return
    const ctx = await fresh(people[who])
    expect(await findMessages(ctx, 'grow')).toEqual([])
    expect(JSON.stringify((await inbox(ctx, { which: 'all', unread: false })).rows)).not.toMatch(secret)
  })

  test('and can do nothing', async () => {
    if (who === 'guest') return
    const ctx = await fresh(people[who])
    await expect(sendMessage(ctx, circleId, { body: 'I am here.' })).rejects.toMatchObject({ status: 404 })
    await expect(addToCircle(ctx, circleId, [people.outside.handle, people.inside.handle])).rejects.toMatchObject({ status: expect.any(Number) })
    await expect(leaveCircle(ctx, circleId)).rejects.toMatchObject({ status: 404 })
    await expect(mute(ctx, circleId, true)).rejects.toMatchObject({ status: 404 })
    await expect(reportMessage(ctx, circleId, messageId, { reason: 'Curious' })).rejects.toMatchObject({ status: 404 })
    await markRead(ctx, circleId, messageId)
    for (const url of ['/messages/:circle/messages', '/messages/:circle/leave', '/messages/:circle/people', '/messages/:circle/settled'].map(filled))
      expect((await browsers[who].post(url, { body: 'I am here.', to: 'chiefperson' })).statusCode, url).toBeGreaterThanOrEqual(400)
    const rows = await house.db.selectFrom('circleMember').select('memberId').where('circleId', '=', circleId).where('leftAt', 'is', null).execute()
    expect(rows.map((row) => row.memberId)).not.toContain(people[who].id)
  })
})

test('no mail has gone to anybody who is not in it', async () => {
  await house.settle()
  const told = (await house.mails()).filter((mail) => secret.test(`${mail.subject} ${mail.text} ${mail.html}`)).map((mail) => mail.recipient)
  expect(told).toContain(people.friend.email)
  for (const address of told) expect([people.inside.email, people.friend.email, people.late.email]).toContain(address)
  const late = (await house.mails()).filter((mail) => mail.recipient === people.late.email)
  expect(JSON.stringify(late)).not.toMatch(/zephyrine|moonpetal/i)
})

test('an open page is told of it where its member is in it at that moment, and nowhere else', async () => {
  const port = await listen(house.app)
  const lines = await Promise.all((['friend', 'outside', 'moderator', 'chief'] as const).map((who) => new Line(port, [`circle:${circleId}`, 'me'], { cookie: [...browsers[who].jar].map(([name, value]) => `${name}=${value}`).join('; ') }).on()))
  const guest = await new Line(port, [`circle:${circleId}`, 'lists']).on()
  const [friend, ...others] = lines as [Line, ...Line[]]
  await sendMessage(await fresh(people.inside), circleId, { body: 'More moonpetal' })
  await friend.hears('message.written')
  await leaveCircle(await fresh(people.friend), circleId)
  await sendMessage(await fresh(people.inside), circleId, { body: 'Now we are alone' })
  const marker = await beginCircle(people.inside.ctx, { to: [people.friend.handle], team: false, name: '', body: 'For you' })
  await house.settle()
  await friend.hears('messages.changed')
  expect(friend.said.filter(({ name }) => name === 'message.written')).toHaveLength(1)
  expect(JSON.stringify(friend.said)).not.toMatch(secret)
  expect(marker.circleId).not.toBe(circleId)
  for (const line of [...others, guest]) expect(line.said.filter(({ data }) => 'circle' in data)).toEqual([])
  for (const line of [...lines, guest]) line.cut()
  await house.app.close()
})

test('what is promised of the data holds', async () => {
  expect(await house.world.broken()).toEqual([])
})
