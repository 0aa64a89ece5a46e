import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { closeDrawing } from '#platform/drawing/index.ts'
import { changeSettings } from '#modules/community/index.ts'
import { editThread, removePost } from '#modules/conversations/index.ts'
import { type ForeignSite, html, openForeignSite } from '#test/foreign-site.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { collect, refresh } from './jobs.ts'
import { describedIn } from './head.ts'
import { videoAt } from './players.ts'

const dataDir = `/tmp/folkmoot-previews-${process.pid}`
let site: ForeignSite
let house: TestHouse
let ada: Ctx
let guest: Browser
beforeAll(async () => { site = await openForeignSite() })
beforeEach(async () => {
  await rm(dataDir, { recursive: true, force: true })
  house = await openHouse({ config: { dataDir, fetchAllows: [site.host] } })
  ada = (await house.person('Ada Lovelace')).ctx
  guest = house.browser()
  site.asked.length = 0
})
afterAll(async () => {
  await site.close()
  await closeDrawing()
  await rm(dataDir, { recursive: true, force: true })
})

/** Until jobs and listeners have nothing more to do. */
async function done() {
  for (let round = 0; round < 8; round++) {
    await house.work()
    await house.settle()
    if (house.queued.length === 0) return
  }
}

/** A question with that text, after all of that. */
async function asked(body: string, by = ada) {
  const question = await house.question(by, { title: 'Which boiler is quiet?', body })
  await done()
  return { ...question, path: `/questions/${question.id}/${question.slug}` }
}
const look = async (path: string) => (await guest.get(path)).body
const card = (body: string) => /<div class="f-page-card".*?<\/a><\/div>/s.exec(body)?.[0] ?? ''
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(Date.now() + days * 86_400_000) })
const rows = () => house.db.selectFrom('linkPreview').selectAll().execute()

describe('an address alone in a line', () => {
  test('becomes a card with what the page says of itself, and its picture comes from us', async () => {
    const question = await asked(`Look here:\n\n${site.url}/boiler\n\nThanks`)
    const shown = card(await look(question.path))
    for (const words of ['Seven quiet boilers', 'Measured for a winter.', 'The Heat Review', `href="${site.url}/boiler"`, 'rel="nofollow ugc noopener"']) expect(shown).toContain(words)
    const picture = await guest.get(/src="(\/previews\/[^"]+)"/.exec(shown)![1]!)
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/webp'])
    expect(shown).not.toContain(`src="${site.url}`)
    expect(await house.db.selectFrom('liveEvent').select('name').where('name', '=', 'post.changed').execute()).not.toEqual([])
  })

  test('is fetched once for all who show it, and shown at once to the second', async () => {
    await asked(`${site.url}/title-only`)
    const second = await house.question((await house.person('Bob')).ctx, { title: 'Another one?', body: `${site.url}/title-only` })
    expect(card(await look(`/questions/${second.id}/${second.slug}`))).toContain('Only &amp; alone')
    await done()
    expect(site.asked).toEqual(['/title-only'])
  })

  test('stays an address in a sentence, in a list, in code, between < and >, and where nothing is known', async () => {
    const question = await asked(`See ${site.url}/boiler for it.\n\n- ${site.url}/title-only\n\n<${site.url}/latin>\n\n    ${site.url}/japan\n\n${site.url}/nowhere\n\n${site.url}/file`)
    expect(card(await look(question.path))).toBe('')
    expect(site.asked.toSorted()).toEqual(['/file', '/nowhere'])
    expect((await rows()).map(({ state }) => state)).toEqual(['nothing', 'nothing'])
  })

  test('follows an edit, and is gone with the last that shows it', async () => {
    const question = await asked(`${site.url}/boiler`)
    const picture = /src="(\/previews\/[^"]+)"/.exec(await look(question.path))![1]!
    const { version } = await house.db.selectFrom('post').select('version').where('id', '=', question.openingId).executeTakeFirstOrThrow()
    await editThread(ada, question.id, { title: 'Which boiler is quiet?', body: 'No link.', topics: [], version, reason: '' })
    await done()
    expect(card(await look(question.path))).toBe('')
    expect(await collect(ada)).toBe(0)
    expect(await collect(later(ada, 2))).toBe(1)
    expect((await guest.get(picture)).statusCode).toBe(404)
  })

  test('is looked at again after a week; what is away stays as it was', async () => {
    site.pages['/news'] = html('<title>First edition</title>')
    const question = await asked(`${site.url}/news`)
    site.pages['/news'] = html('<title>Second edition</title>')
    expect(await refresh(later(ada, 1))).toBe(0)
    expect(await refresh(later(ada, 8))).toBe(1)
    await done()
    expect(card(await look(question.path))).toContain('Second edition')
    site.pages['/news'] = (answer) => answer.writeHead(503).end()
    await refresh(later(ada, 16))
    await done()
    expect(card(await look(question.path))).toContain('Second edition')
  })

  test('of a page that does not answer is tried again later, a few times', async () => {
    await asked(`${site.url}/down`)
    for (let time = 0; time < 6; time++) await done()
    expect(site.asked.length).toBeLessThanOrEqual(5)
    expect((await rows())[0]!.state).toBe('nothing')
  })

  test('five in one text, and none where the community does not want them', async () => {
    await asked(Array.from({ length: 9 }, (_, at) => `${site.url}/title-only?${at}`).join('\n\n'))
    expect(await rows()).toHaveLength(5)
    const chief = (await house.person('Chief', 'administrator')).ctx
    await changeSettings(chief, { previewsDenied: ['127.0.0.1'] })
    site.asked.length = 0
    await asked(`${site.url}/boiler`, (await house.person('Cleo')).ctx)
    await changeSettings(chief, { previewsDenied: [], previews: false })
    await asked(`${site.url}/latin`, (await house.person('Dora')).ctx)
    expect(site.asked).toEqual([])
  })

  test('never of a host that the community does not want, by no way round', async () => {
    const chief = (await house.person('Chief', 'administrator')).ctx
    const elsewhere = site.url.replace('127.0.0.1', 'localhost')
    house.world.config.fetchAllows.push(new URL(elsewhere).host)
    await changeSettings(chief, { previewsDenied: ['localhost', 'example.org'] })
    site.pages['/on'] = (answer) => void answer.writeHead(302, { location: `${elsewhere}/boiler` }).end()
    site.pages['/its-picture'] = html(`<title>Its picture</title><meta property="og:image" content="${elsewhere}/boiler.jpg">`)
    await asked(`${site.url}/on\n\n${site.url}/its-picture\n\nhttps://example.org./page\n\nhttps://a.EXAMPLE.org/page\n\n${house.world.config.baseUrl.replace('localhost', 'localhost.')}/about`)
    expect(site.asked.toSorted()).toEqual(['/its-picture', '/on'])
    expect(await house.db.selectFrom('linkPreview').select(['url', 'title', 'picture']).orderBy('url').execute()).toEqual([
      { url: `${site.url}/its-picture`, title: 'Its picture', picture: null }, { url: `${site.url}/on`, title: '', picture: null }])
  })

  test('is asked for sixty times an hour for one member, however often they edit', async () => {
    house.world.config.limits = true
    const { id } = await house.question(ada, { body: 'Look here' })
    for (let version = 1; version <= 15; version++) await editThread(ada, id, { title: 'Which boiler is quiet?', body: Array.from({ length: 5 }, (_, at) => `${site.url}/title-only?${version}-${at}`).join('\n\n'), topics: [], version, reason: '' })
    expect(house.queued.filter(({ name }) => name === 'previews.fetch')).toHaveLength(60)
    house.world.config.limits = false
  })

  test('goes back to an address where the community does not want it any more, and comes again', async () => {
    const question = await asked(`${site.url}/boiler`)
    const chief = (await house.person('Chief', 'administrator')).ctx
    await changeSettings(chief, { previewsDenied: ['127.0.0.1'] })
    await done()
    expect(card(await look(question.path))).toBe('')
    await changeSettings(chief, { previewsDenied: [] })
    await done()
    expect(await refresh(ada)).toBe(1)
    await done()
    expect(card(await look(question.path))).toContain('Seven quiet boilers')
  })
})

describe('a page that wishes us ill', () => {
  test('can say only words', async () => {
    const shown = card(await look((await asked(`${site.url}/script`)).path))
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(shown).not.toMatch(/<script|<img src="?x/)
  })

  test('is cut, and given up', async () => {
    const question = await asked(['/long', '/endless', '/bomb', '/inside', '/meta-data'].map((path) => site.url + path).join('\n\n'))
    const body = await look(question.path)
    expect([...body.matchAll(/f-link-card/g)]).toHaveLength(2)
    expect(body).toContain('It begins well')
    expect(card(body).length).toBeLessThan(1_500)
  })

  test('has no picture of what is none', async () => {
    const body = await look((await asked(`${site.url}/svg\n\n${site.url}/liar`)).path)
    expect([...body.matchAll(/f-link-card/g)]).toHaveLength(2)
    expect(body).not.toContain('f-link-picture')
  })

  test('is read in its own letters', async () => {
    const body = await look((await asked(`${site.url}/latin\n\n${site.url}/japan`)).path)
    for (const words of ['Wärme für Köln', '日本']) expect(body).toContain(words)
  })
})

test('a text with a card is searched, mailed and fed by what was written', async () => {
  const question = await asked(`Look here:\n\n${site.url}/boiler`)
  const { excerpt } = await house.db.selectFrom('post').select('excerpt').where('id', '=', question.openingId).executeTakeFirstOrThrow()
  expect(excerpt).toContain(`${site.url}/boiler`)
  expect(excerpt).not.toContain('Seven')
  const feed = await look(`/questions/${question.id}.atom`)
  expect(feed).not.toContain('f-page-card')
  expect(feed).toContain(`${site.url}/boiler`)
  await removePost(ada, question.openingId).catch(() => {})
})

test('videos are played from sites that are known, and from no other', () => {
  expect(videoAt('https://youtu.be/dQw4w9WgXcQ')?.player).toBe('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1')
  expect(videoAt('https://www.youtube.com/watch?v=abc-_1&t=4')?.player).toContain('/embed/abc-_1?')
  expect(videoAt('https://vimeo.com/76979871')?.player).toContain('player.vimeo.com/video/76979871')
  for (const other of ['https://youtube.com.evil.example/watch?v=a', 'https://www.youtube.com/watch?v="><script>', 'https://www.youtube.com/', 'https://vimeo.com/about']) expect(videoAt(other)).toBeNull()
})

test('the first of each word counts, and addresses are of the page', () => {
  const read = describedIn('<head><meta name="description" content=" Two\n  lines "><meta property="og:title" content="One"><meta property="og:title" content="Other"><title>Third</title></head><body><meta property="og:image" content="late"></body>', 'https://www.example.com/a')
  expect(read).toEqual({ title: 'One', description: 'Two lines', site: 'example.com', image: null })
})
