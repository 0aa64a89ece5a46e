/** Who is spoken to in which language: on pages, in what is kept for many, in mails. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeSettings } from '#modules/community/index.ts'
import { pathOf } from '#modules/conversations/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { speaking } from '../src/texts/index.ts'
import { linkIn, openHouse, type TestHouse } from './house.ts'
import { openSite, type Site } from './site.ts'

const rootOf = (body: string) => /<html[^>]*>/.exec(body)?.[0]
const page = (code: string, dir = 'ltr') => `<html lang="${code}" dir="${dir}">`

describe('a guest', () => {
  let site: Site
  let chief: Ctx
  let path: string
  beforeEach(async () => {
    site = await openSite()
    chief = await site.member('Mo Manager', 'administrator')
    path = pathOf({ ...(await site.question(chief, { title: 'How do I rotate a key?' })), kind: 'question' })
  })
  afterEach(async () => site.app.close())
  const asked = async (language?: string, cookie?: string) => site.get(path, undefined, { ...(language && { 'accept-language': language }), ...(cookie && { cookie }) })

  test('meets the page that their browser asks for, from pages kept side by side', async () => {
    for (const turn of ['drawn', 'kept']) {
      const [none, german, arabic] = [await asked(), await asked('de-AT,de;q=0.9,en;q=0.5'), await asked('ar')]
      expect([none, german, arabic].map(({ body }) => rootOf(body)), turn).toEqual([page('en'), page('de'), page('ar', 'rtl')])
      expect([none, german, arabic].map(({ headers }) => headers['content-language']), turn).toEqual(['en', 'de', 'ar'])
      for (const { headers } of [none, german, arabic]) expect(headers.vary, turn).toMatch(/accept-language/)
    }
  })

  test('who has a page in one language is not told that it is the same in another', async () => {
    const { etag } = (await asked('de')).headers
    expect((await site.get(path, undefined, { 'accept-language': 'fr', 'if-none-match': String(etag) })).statusCode).toBe(200)
    expect((await site.get(path, undefined, { 'accept-language': 'de', 'if-none-match': String(etag) })).statusCode).toBe(304)
  })

  test('may choose by a plain form, and comes back to where they were', async () => {
    const chosen = await site.get(`/language?code=ja&to=${encodeURIComponent(path)}`)
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, path])
    const cookie = String(chosen.headers['set-cookie']).split(';')[0]!
    expect(rootOf((await asked('de', cookie)).body)).toBe(page('ja'))
    expect((await site.get('/language?code=ja&to=//elsewhere.example/')).headers.location).toBe('/')
    expect((await site.get('/language?code=xx')).statusCode).toBe(422)
  })

  test('is not offered what the community does not speak; its own language always is', async () => {
    await changeSettings(chief, { languages: ['de'], language: 'fr' })
    expect([await asked('ja'), await asked('de'), await asked(undefined, 'fm_language=ar')].map(({ body }) => rootOf(body))).toEqual([page('fr'), page('de'), page('fr')])
    const { body } = await asked()
    expect([...body.matchAll(/name="code" value="(\w+)"/g)].map((match) => match[1])).toEqual(['de', 'fr'])
  })

  test('a community with one language has no menu', async () => {
    await changeSettings(chief, { languages: [], language: 'en' })
    expect((await asked('de')).body).not.toContain('action="/language"')
  })

  test('is refused in their language, too', async () => {
    expect(rootOf((await site.get('/questions/999999', undefined, { 'accept-language': 'ar' })).body)).toBe(page('ar', 'rtl'))
  })
})

describe('a member', () => {
  let house: TestHouse
  beforeEach(async () => {
    house = await openHouse()
  })

  async function member(name: string) {
    const person = await house.person(name)
    const browser = house.browser()
    await browser.signIn(person.email)
    const choose = (language: string) => browser.post('/settings/language', { language })
    return { ...person, browser, choose }
  }

  test('reads pages in the language that they chose, whatever their browser says', async () => {
    const [ada, bob] = [await member('Ada Lovelace'), await member('Bob')]
    const thread = pathOf(await house.question(ada.ctx))
    const at = async ({ browser }: typeof ada) => rootOf((await browser.get(thread)).body)
    expect([await at(ada), await at(bob)]).toEqual([page('en'), page('en')])
    expect((await ada.choose('ar')).statusCode).toBe(303)
    // Drawn once for all of their role: each language has its own.
    for (let turn = 0; turn < 2; turn++) expect([await at(ada), await at(bob)]).toEqual([page('ar', 'rtl'), page('en')])
    await ada.choose('')
    expect(await at(ada)).toBe(page('en'))
    expect((await ada.choose('xx')).statusCode).toBe(422)
  })

  test('is mailed in their own language, not in that of who wrote', async () => {
    const [ada, bob] = [await member('Ada Lovelace'), await member('Bob')]
    await ada.choose('ar')
    const thread = await house.question(ada.ctx)
    await speaking('ja', () => house.answer({ ...bob.ctx, viewer: { ...bob.ctx.viewer, language: 'ja' } }, thread))
    await house.settle()
    expect((await house.mails()).map((mail) => rootOf(mail.html))).toEqual([page('ar', 'rtl')])
  })

  test('is mailed in that of the community where they chose none', async () => {
    const [ada, bob] = [await member('Ada Lovelace'), await member('Bob')]
    await changeSettings(await house.world.member('Chief', 'administrator'), { language: 'fr' })
    await house.answer(bob.ctx, await house.question(ada.ctx))
    await house.settle()
    // Somebody else asks for it, from a browser of another language.
    await house.browser('198.51.100.9').ask('POST', '/password/forgotten', { payload: `email=${ada.email}`, headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', 'accept-language': 'ja' } })
    await house.work()
    expect((await house.mails()).map((mail) => rootOf(mail.html))).toEqual([page('fr'), page('fr')])
  })

  test('who joins goes on in the language in which they did', async () => {
    const guest = house.browser()
    await guest.ask('POST', '/join', { payload: 'name=Yuki+Sato&email=yuki%40example.com&password=correct+horse+battery', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', 'accept-language': 'ja' } })
    const [mail] = await house.mails()
    expect(rootOf(mail!.html)).toBe(page('ja'))
    const token = linkIn(mail!.text).searchParams.get('token')!
    await guest.ask('POST', '/verify', { payload: `token=${token}`, headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', 'accept-language': 'ja' } })
    expect((await house.db.selectFrom('member').select('language').where('email', '=', 'yuki@example.com').executeTakeFirstOrThrow()).language).toBe('ja')
  })
})
