import { rm } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { closeDrawing } from '#platform/drawing/index.ts'
import { storageOf } from '#platform/storage.ts'
import { editPost, mergeThread, moveThread, removePost, splitThread } from '#modules/conversations/index.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { addFile, collect } from './index.ts'
import { partSize } from './limits.ts'

const dataDir = `/tmp/folkmoot-files-${process.pid}`
let house: TestHouse
let ada: Ctx
let browser: Browser
beforeEach(async () => {
  await rm(dataDir, { recursive: true, force: true })
  house = await openHouse({ config: { dataDir } })
  const person = await house.person('Ada Lovelace')
  ada = person.ctx
  browser = house.browser()
  await browser.signIn(person.email)
  await browser.get('/settings/files')
})
afterAll(async () => {
  await closeDrawing()
  await rm(dataDir, { recursive: true, force: true })
})

const photo = (width = 640, height = 480) => sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 60 } } })
const addPicture = async (by = ada, name = 'boiler.jpg') => addFile(by, { name, bytes: await photo().jpeg().toBuffer() })
const addText = (by = ada, name = 'log.txt', text = 'one line') => addFile(by, { name, bytes: Buffer.from(text) })
const shows = (file: { key: string; name: string }) => `See this: ![the boiler](/files/${file.key}/${encodeURIComponent(file.name)})`
const later = (ctx: Ctx, hours: number): Ctx => ({ ...ctx, now: new Date(Date.now() + hours * 3_600_000) })
const isThere = async (file: { key: string }, by: Browser = house.browser()) => (await by.get(`/files/${file.key}/x`)).statusCode === 200
const seenBy = async (person: { email: string }) => {
  const other = house.browser()
  await other.signIn(person.email)
  return other
}

function multipart(name: string, bytes: Buffer) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return new Response(form)
}

describe('a picture', () => {
  test('is drawn anew at three widths, without the place where it was taken', async () => {
    const bytes = await photo(1600, 1200).jpeg().withExif({ IFD0: { Copyright: 'SECRET HOUSE' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitude: '0/1 7/1 0/1' } }).toBuffer()
    expect((await sharp(bytes).metadata()).exif!.toString('latin1')).toContain('SECRET HOUSE')
    const file = await addFile(ada, { name: 'house.jpg', bytes })
    expect(file).toMatchObject({ state: 'ready', type: 'image/jpeg', width: 1440, height: 1080, webp: [480, 960, 1440] })
    expect(file.avif).toContain(480)
    expect(file.blur).toMatch(/^data:image\/webp;base64,/)
    for (const [wanted, accept, type] of [[480, 'image/avif,image/webp', 'image/avif'], [960, 'image/webp', 'image/webp'], [5000, '*/*', 'image/webp']] as const) {
      const given = await browser.get(`/files/${file.key}/house.webp?w=${wanted}`, { accept })
      expect([given.statusCode, given.headers['content-type'], given.headers.vary]).toEqual([200, type, 'accept'])
      const inside = await sharp(given.rawPayload).metadata()
      expect([inside.width, inside.exif]).toEqual([Math.min(wanted, 1440), undefined])
      expect(given.rawPayload.toString('latin1')).not.toContain('SECRET HOUSE')
    }
    expect(await storageOf(house.config).get(`attachments/${file.key}.bin`)).toBeNull()
  })

  test('stands turned as the camera held it, and a small one is not blown up', async () => {
    const turned = await addFile(ada, { name: 'a.jpg', bytes: await photo(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer() })
    expect(turned).toMatchObject({ width: 300, height: 400, webp: [300] })
  })

  test('is shown with its sizes, something to stand there until it comes, and what it shows in words', async () => {
    const file = await addPicture()
    const thread = await house.world.question(ada, { body: shows(file) })
    const body = (await house.browser().get(`/questions/${thread.id}/${thread.slug}`)).body
    expect(body).toMatch(new RegExp(`<a class="f-pic" href="/files/${file.key}/boiler.webp"><img class="f-blur" src="data:image/webp;base64,[^"]+"`))
    expect(body).toContain(`srcset="/files/${file.key}/boiler.webp?w=480 480w, /files/${file.key}/boiler.webp?w=640 640w"`)
    expect(body).toMatch(/alt="the boiler" width="640" height="480" loading="lazy"/)
  })

  test('is asked for again with its mark, and answered in a word', async () => {
    const file = await addPicture()
    const first = await browser.get(`/files/${file.key}/x`)
    expect(first.headers).toMatchObject({ 'cache-control': 'private, max-age=300', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' })
    expect((await browser.get(`/files/${file.key}/x`, { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304)
  })
})

describe('several pictures', () => {
  test('in a paragraph of their own stand side by side', async () => {
    const bo = await house.world.member('Bo', 'moderator')
    const [one, two] = [await addPicture(bo), await addPicture(bo)]
    const side = await house.world.question(bo, { body: `![a](/files/${one.key}/a)\n![b](/files/${two.key}/b)` })
    expect((await house.browser().get(`/questions/${side.id}/${side.slug}`)).body).toMatch(/<div class="f-gallery"><a class="f-pic"[\s\S]*?<\/a> <a class="f-pic"/)
  })
})

describe('an attachment', () => {
  test('is a card with its name, what it is and how large, and only ever a download', async () => {
    const mo = await house.world.member('Mo', 'moderator')
    const file = await addFile(mo, { name: 'página.html', bytes: Buffer.from('<script>alert(1)</script>') })
    const thread = await house.world.question(mo, { body: `Look: [the page](/files/${file.key}/p.html)` })
    const { body } = await house.browser().get(`/questions/${thread.id}/${thread.slug}`)
    expect(body).toContain('<b>the page</b> <span class="f-file-note">Text, 25 bytes</span>')
    const given = await house.browser().get(`/files/${file.key}/p.html`)
    expect(given.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="p_gina.html"; filename*=UTF-8''p%C3%A1gina.html`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(given.body).toBe('<script>alert(1)</script>')
  })

  test('can be fetched in pieces', async () => {
    const file = await addText(ada, 'a.txt', '0123456789')
    const piece = await browser.get(`/files/${file.key}/a.txt`, { range: 'bytes=3-5' })
    expect([piece.statusCode, piece.body, piece.headers['content-range']]).toEqual([206, '345', 'bytes 3-5/10'])
    expect((await browser.get(`/files/${file.key}/a.txt`, { range: 'bytes=99-' })).body).toBe('0123456789')
  })
})

describe('who sees a file', () => {
  test('nobody but its owner while nothing shows it, then whoever sees the thread', async () => {
    const file = await addPicture()
    expect([await isThere(file, browser), await isThere(file)]).toEqual([true, false])
    expect(await isThere(file, await seenBy(await house.person('Bob')))).toBe(false)
    await house.world.question(ada, { body: shows(file) })
    expect(await isThere(file)).toBe(true)
  })

  test('nobody outside once its thread has moved to where they may not look', async () => {
    const inner = await house.world.space({ name: 'Inner', see: 'team', ask: 'team', answer: 'team' })
    const [bob, kim] = [await house.person('Bob'), await house.person('Kim', 'administrator')]
    const file = await addPicture()
    const thread = await house.world.question(ada, { body: shows(file) })
    const bobs = await seenBy(bob)
    expect(await isThere(file, bobs)).toBe(true)
    await moveThread(kim.ctx, thread.id, inner.id)
    expect([await isThere(file, bobs), await isThere(file), await isThere(file, await seenBy(kim))]).toEqual([false, false, true])
    expect((await bobs.get(`/api/v1/files/${file.key}`)).statusCode).toBe(404)
    expect((await bobs.get(`/files/${file.key}`)).statusCode).toBe(404)
  })

  test('not even by the address that was good for five minutes', async () => {
    const [bob, kim] = [await house.person('Bob'), await house.person('Kim', 'administrator')]
    const file = await addText(ada)
    const thread = await house.world.question({ ...ada, config: { ...ada.config, limits: false } }, { body: `[log](/files/${file.key}/log.txt)` })
    const { download } = (await (await seenBy(bob)).get(`/files/${file.key}`)).json() as { download: string }
    const signed = download.replace(house.config.baseUrl, '')
    expect((await house.browser().get(signed)).statusCode).toBe(200)
    for (const other of [signed.replace(/mark=./, 'mark=~'), signed.replace(/until=\d/, 'until=9'), signed.replace(/as=\d+/, `as=${kim.id}`)]) expect((await house.browser().get(other)).statusCode).toBe(404)
    const inner = await house.world.space({ name: 'Inner', see: 'team', ask: 'team', answer: 'team' })
    await moveThread(kim.ctx, thread.id, inner.id)
    expect((await house.browser().get(signed)).statusCode).toBe(404)
  })

  test('not who only sees the thread, when the post is removed; and not what hangs under it', async () => {
    const mo = await house.world.member('Mo', 'moderator')
    const [one, two] = [await addPicture(), await addPicture(mo)]
    const thread = await house.world.question(mo)
    const answer = await house.world.answer(ada, thread, shows(one))
    await house.world.comment(mo, answer, shows(two))
    expect([await isThere(one), await isThere(two)]).toEqual([true, true])
    await removePost(mo, answer.id)
    expect([await isThere(one), await isThere(two), await isThere(one, browser)]).toEqual([false, false, true])
  })

  test('still whoever saw it, after threads were merged and split', async () => {
    const mo = await house.world.member('Mo', 'moderator')
    const file = await addPicture()
    const [one, two] = [await house.world.question(mo), await house.world.question(mo, { title: 'The other one' })]
    const answer = await house.world.answer(ada, one, shows(file))
    await mergeThread(mo, one.id, two.id)
    expect(await isThere(file)).toBe(true)
    await splitThread(mo, two.id, 'A thread of its own', [answer.id])
    expect(await isThere(file)).toBe(true)
    await house.world.settle()
    expect(await house.world.broken()).toEqual([])
  })

  test('is not widened by who writes the address of what they cannot see', async () => {
    const secret = await addPicture()
    const bob = await house.world.member('Bob')
    const thread = await house.world.question(bob, { body: shows(secret) })
    expect(await isThere(secret, await seenBy(await house.person('Eve')))).toBe(false)
    expect((await house.browser().get(`/questions/${thread.id}/${thread.slug}`)).body).not.toContain(`href="/files/${secret.key}`)
    await editPost(bob, (await house.world.answer(bob, thread, 'No.')).id, { body: shows(secret), version: 1, reason: '' })
    expect(await isThere(secret)).toBe(false)
  })

  test('an address that is of nothing answers like one out of sight', async () => {
    const file = await addPicture()
    const answers = await Promise.all([`/files/${file.key}/x`, `/files/${'0'.repeat(24)}/x`].map((url) => house.browser().get(url)))
    expect(answers.map((each) => each.statusCode)).toEqual([404, 404])
  })
})

describe('what nothing shows', () => {
  test('is collected after a day, with its bytes; what a draft or a post holds stays', async () => {
    const [lost, drafted, posted] = [await addPicture(), await addText(), await addPicture()]
    await house.world.question(ada, { body: shows(posted) })
    await house.db.insertInto('draft').values({ memberId: ada.viewer.id!, place: 'ask', body: `[log](/files/${drafted.key}/log.txt)` }).execute()
    expect(await collect(later(ada, 23))).toBe(0)
    expect(await collect(later(ada, 25))).toBe(1)
    expect(await Promise.all([lost, drafted, posted].map((file) => isThere(file, browser)))).toEqual([false, true, true])
    expect(await storageOf(house.config).get(`images/${lost.key}-480.webp`)).toBeNull()
  })

  test('is what an edit takes out', async () => {
    const file = await addPicture()
    const thread = await house.world.question(ada)
    const answer = await house.world.answer(ada, thread, shows(file))
    await editPost(ada, answer.id, { body: 'Without it.', version: 1, reason: '' })
    expect([await isThere(file), await isThere(file, browser)]).toEqual([false, true])
    expect(await collect(later(ada, 25))).toBe(1)
    expect(await isThere(file, browser)).toBe(false)
    await house.world.settle()
    expect(await house.world.broken()).toEqual([])
  })
})

describe('taking a file away', () => {
  test('is for its owner, and posts show its description instead', async () => {
    const file = await addPicture()
    const thread = await house.world.question(ada, { body: shows(file) })
    const bobs = await seenBy(await house.person('Bob'))
    await bobs.get('/settings/files')
    expect((await bobs.post(`/files/${file.key}?_method=delete`)).statusCode).toBe(404)
    expect((await browser.get('/settings/files')).body).toContain('shown in one place')
    const answer = await browser.post(`/files/${file.key}?_method=delete`)
    expect(answer.headers.location).toBe('/settings/files?removed=boiler.jpg')
    expect(await isThere(file, browser)).toBe(false)
    await house.world.settle()
    const { cookPostsAgain } = await import('#modules/conversations/jobs.ts')
    await cookPostsAgain.run(house.world.guest, {})
    const { body } = await house.browser().get(`/questions/${thread.id}/${thread.slug}`)
    expect(body).toContain('See this: the boiler')
    expect(body).not.toContain(`href="/files/${file.key}`)
  })
})

describe('sending in parts', () => {
  const put = (key: string, offset: number, payload: Buffer, by = browser) =>
    by.ask('PUT', `/files/${key}?offset=${offset}`, { headers: { 'content-type': 'application/octet-stream', accept: 'application/json', 'x-csrf-token': token }, payload })
  let token = ''
  beforeEach(async () => {
    token = /name="csrf-token" content="([^"]+)"/.exec((await browser.get('/settings/files')).body)![1]!
  })

  test('goes on where it was interrupted, also when it is begun again', async () => {
    const bytes = Buffer.alloc(partSize + 1000, 'log line\n')
    const about = { name: 'a.log', size: bytes.length, mark: 'a.log 1' }
    const begun = (await browser.json('/files', about)).json() as { key: string; partSize: number }
    expect((await put(begun.key, 0, bytes.subarray(0, partSize))).json()).toMatchObject({ state: 'coming', received: partSize })
    expect((await browser.json('/files', about)).json()).toMatchObject({ key: begun.key, received: partSize })
    expect((await put(begun.key, 0, bytes.subarray(0, partSize))).json()).toMatchObject({ received: partSize })
    expect((await put(begun.key, partSize + 1, bytes.subarray(partSize))).statusCode).toBe(409)
    expect((await put(begun.key, partSize, bytes.subarray(partSize, -1))).statusCode).toBe(409)
    const done = (await put(begun.key, partSize, bytes.subarray(partSize))).json() as { state: string; markdown: string }
    expect(done).toMatchObject({ state: 'ready', markdown: `[a.log](/files/${begun.key}/a.log)` })
    expect((await browser.get(`/files/${begun.key}/a.log`)).rawPayload.equals(bytes)).toBe(true)
    expect(await storageOf(house.config).get(`uploads/${begun.key}-0.part`)).toBeNull()
  })

  test('is only for who has begun it', async () => {
    const begun = (await browser.json('/files', { name: 'a.txt', size: 3 })).json() as { key: string }
    const bobs = await seenBy(await house.person('Bob'))
    token = /name="csrf-token" content="([^"]+)"/.exec((await bobs.get('/settings/files')).body)![1]!
    expect((await put(begun.key, 0, Buffer.from('abc'), bobs)).statusCode).toBe(404)
    expect((await house.browser().ask('POST', '/files', { headers: { accept: 'application/json', 'content-type': 'application/json' }, payload: { name: 'a', size: 1 } })).statusCode).toBe(401)
  })

  test('can be given up; what never came whole is collected', async () => {
    const one = (await browser.json('/files', { name: 'a.txt', size: 3 })).json() as { key: string }
    expect((await browser.post(`/files/${one.key}?_method=delete`)).statusCode).toBe(303)
    await browser.json('/files', { name: 'b.txt', size: 3 })
    expect(await collect(later(ada, 25))).toBe(1)
    expect(await house.db.selectFrom('file').select('id').execute()).toEqual([])
  })
})

describe('without scripts and for programs', () => {
  test('a form takes a file and says what to write', async () => {
    const sent = multipart('notes.txt', Buffer.from('Notes.'))
    const page = await browser.get('/settings/files')
    const csrf = /name="csrf-token" content="([^"]+)"/.exec(page.body)![1]!
    const ask = { headers: { 'content-type': sent.headers.get('content-type')!, 'x-csrf-token': csrf }, payload: Buffer.from(await sent.arrayBuffer()) }
    const answer = await browser.ask('POST', '/settings/files', ask)
    expect(answer.statusCode).toBe(303)
    expect((await browser.get(String(answer.headers.location))).body).toMatch(/<code[^>]*>\[notes\.txt\]\(\/files\/[0-9a-f]{24}\/notes\.txt\)<\/code>/)
    const empty = multipart('empty.txt', Buffer.alloc(0))
    const refused = await browser.ask('POST', '/settings/files', { headers: { ...ask.headers, 'content-type': empty.headers.get('content-type')! }, payload: Buffer.from(await empty.arrayBuffer()) })
    expect([refused.statusCode, refused.body.includes('This file is empty.')]).toEqual([422, true])
  })
})

describe('limits', () => {
  test('a file over ten megabytes is refused before it is sent', async () => {
    const answer = await browser.ask('POST', '/files', { headers: { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': /content="([^"]+)"/.exec((await browser.get('/settings/files')).body.match(/<meta name="csrf-token"[^>]+>/)![0])![1]! }, payload: { name: 'a.zip', size: 11 * 1024 * 1024 } })
    expect([answer.statusCode, (answer.json() as { detail: string }).detail]).toEqual([413, 'This file has 11 MB. Files may have up to 10 MB: save it smaller, or link to it.'])
  })

  test('ten a minute', async () => {
    const codes: number[] = []
    for (let at = 0; at < 22; at++) codes.push((await browser.json('/files', { name: 'a.txt', size: 1 })).statusCode)
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0)
  })

  test('a member has so much room, and is told how much is taken', async () => {
    const free = { ...ada, config: { ...ada.config, limits: false } }
    await addText(free)
    await house.db.updateTable('file').set({ stored: 20 * 1024 * 1024 - 10 }).execute()
    await expect(addText(free, 'more.txt', 'More than ten bytes.')).rejects.toMatchObject({ status: 422, message: 'files:problem.quota', params: { taken: '20 MB', quota: '20 MB' } })
    const known = { ...free, viewer: { ...free.viewer, role: 'champion' as const } }
    expect((await addText(known, 'more.txt', 'More than ten bytes.')).state).toBe('ready')
  })

  test('somebody who is new shows one picture and no attachment in a post; later more', async () => {
    const [one, two, log] = [await addPicture(), await addPicture(), await addText()]
    const both = `![a](/files/${one.key}/a) ![b](/files/${two.key}/b)`
    await expect(house.world.question(ada, { body: both })).rejects.toMatchObject({ fields: { body: 'files:problem.newPictures' } })
    await expect(house.world.question(ada, { body: `[log](/files/${log.key}/log.txt)` })).rejects.toMatchObject({ fields: { body: 'files:problem.newAttachments' } })
    await house.world.question(ada, { body: `![a](/files/${one.key}/a)` })
    await house.db.updateTable('member').set({ answerCount: 3, joinedAt: new Date(0) }).execute()
    await house.world.question(ada, { body: `${both} [log](/files/${log.key}/log.txt)` })
  })
})
