import { rm } from 'node:fs/promises'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
beforeEach(async () => { house = await openHouse() })

describe('the directory', () => {
  test('pages by key, by standing and by newest, without a gap or a double', async () => {
    for (let number = 0; number < 65; number++) await house.member(`Member ${String.fromCodePoint(97 + (number % 26))}${number}`)
    await house.db.updateTable('member').set({ acceptedCount: 3 }).where('id', '<', 10).execute()
    for (const sort of ['standing', 'newest']) {
      const seen: number[] = []
      let next: string | null = ''
      while (next !== null) {
        const answer: { json(): { rows: { id: number }[]; next: string | null } } = await house.app.inject(`/api/v1/members?sort=${sort}${next && `&older=${next}`}`)
        seen.push(...answer.json().rows.map((row) => row.id))
        next = answer.json().next
      }
      expect(seen).toHaveLength(65)
      expect(new Set(seen).size).toBe(65)
    }
    const first = await house.browser().get('/members')
    expect(first.body).toContain('Show more')
    const older = /href="\/members\?older=([^"]+)"/.exec(first.body)![1]!
    const second = await house.browser().get(`/members?older=${older}`, { 'turbo-frame': `members-${older}` })
    expect(second.body).toContain(`<turbo-frame id="members-${older}"`)
  })

  test('finds by name, handle, expertise and product; what is typed means itself', async () => {
    const ada = await house.member('Ada Lovelace')
    await house.member('Bob 100%')
    await house.db.updateTable('member').set({ expertise: ['heat-curve'], products: ['Moss 8'], headline: '<b>Counts</b>' }).where('id', '=', ada.viewer.id).execute()
    const found = async (query: string) => ((await house.app.inject(`/api/v1/members?${query}`)).json().rows as { name: string }[]).map((row) => row.name)
    expect(await found('q=lovel')).toEqual(['Ada Lovelace'])
    expect(await found('q=%40ada-l')).toEqual(['Ada Lovelace'])
    expect(await found('q=HEAT-curve')).toEqual(['Ada Lovelace'])
    expect(await found('q=moss%208')).toEqual(['Ada Lovelace'])
    expect(await found('product=Moss%208')).toEqual(['Ada Lovelace'])
    expect(await found('expertise=heat-curve')).toEqual(['Ada Lovelace'])
    expect(await found('q=%25')).toEqual([])
    expect(await found('q=_')).toEqual([])
    const page = await house.browser().get('/members?q=ada')
    expect(page.body).toContain('&lt;b>Counts')
    expect((await house.browser().get('/members?q=zzz')).body).toContain('Nobody found')
    for (const older of ['broken', '1e300_1', '-1e300_1', '99999999999_999999999999999', '1.5_2']) {
      for (const sort of ['strange', 'newest']) expect((await house.browser().get(`/members?older=${older}&sort=${sort}`)).statusCode, older).toBe(200)
    }
  })

})

describe('who is shown', () => {
  test('shows suspended members to the team only, and removed ones to nobody', async () => {
    await house.member('Ada Lovelace')
    const [first] = await house.db.selectFrom('member').select('id').execute()
    const set = (change: object) => house.db.updateTable('member').set(change).where('id', '=', first!.id).execute()
    await set({ suspendedAt: new Date() })
    expect((await house.browser().get('/members/ada-lovelace')).statusCode).toBe(404)
    const missing = await house.browser().get('/members/nobody-there')
    expect((await house.browser().get('/members/ada-lovelace')).body).toBe(missing.body.replaceAll('nobody-there', 'ada-lovelace'))
    const host = await house.person('Ingrid Solheim', 'community_manager')
    const browser = house.browser('198.51.100.1')
    await browser.signIn(host.email)
    expect((await browser.get('/members/ada-lovelace')).body).toContain('Suspended')
    await set({ removedAt: new Date() })
    expect((await browser.get('/members/ada-lovelace')).statusCode).toBe(404)
  })

  test('never shows an address', async () => {
    const ada = await house.person('Ada Lovelace')
    for (const url of ['/members', '/members/ada-lovelace', '/api/v1/members', '/api/v1/members/ada-lovelace']) {
      expect((await house.app.inject(url)).body).not.toContain(ada.email)
    }
  })

  test('completes names for members', async () => {
    const ada = await house.person('Ada Lovelace')
    for (let number = 0; number < 10; number++) await house.member(`Adam ${number}${'a'.repeat(number)}x`)
    expect((await house.browser().get('/members/completion?q=ada')).statusCode).toBe(303)
    const browser = house.browser()
    await browser.signIn(ada.email)
    const list = await browser.get('/members/completion?q=ada')
    expect(list.body).toContain('role="listbox"')
    expect(list.body.match(/role="option"/g)).toHaveLength(8)
    expect((await browser.get('/members/completion?q=ada-love')).body).toContain('data-handle="ada-lovelace"')
    expect((await browser.get('/members/completion?q=')).body).not.toContain('role="option"')
  })
})

describe('a picture', () => {
  let browser: Browser
  const dataDir = `/tmp/folkmoot-pictures-${process.pid}`

  beforeEach(async () => {
    await rm(dataDir, { recursive: true, force: true })
    house = await openHouse({ config: { dataDir } })
    const ada = await house.person('Ada Lovelace')
    browser = house.browser()
    await browser.signIn(ada.email)
    await browser.get('/settings')
  })

  async function upload(file: Buffer, name = 'me.png', type = 'image/png') {
    const page = await browser.get('/settings')
    const form = new FormData()
    form.append('_csrf', /name="csrf-token" content="([^"]+)"/.exec(page.body)![1]!)
    form.append('picture', new Blob([new Uint8Array(file)], { type }), name)
    const sent = new Response(form)
    return browser.ask('POST', '/settings/picture', { headers: { 'content-type': sent.headers.get('content-type')! }, payload: Buffer.from(await sent.arrayBuffer()) })
  }

  const colour = { r: 200, g: 30, b: 60 }
  const photo = (width = 640, height = 480) => sharp({ create: { width, height, channels: 3, background: colour } })

  test('is drawn anew as a small square without what the camera wrote, and served so that it is only a picture', async () => {
    const file = await photo().jpeg().withExif({ IFD0: { Copyright: 'SECRET PLACE' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } }).toBuffer()
    expect(file.toString('latin1')).toContain('SECRET PLACE')
    const answer = await upload(file, 'me.jpg', 'image/jpeg')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/settings?saved=1'])
    const { picture } = await house.db.selectFrom('member').select('picture').executeTakeFirstOrThrow()
    expect(picture).toMatch(/^\/files\/pictures\/[0-9a-f]{32}\.webp$/)

    const served = await house.browser().get(picture!)
    expect(served.headers).toMatchObject({
      'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(await sharp(served.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 })
    expect((await sharp(served.rawPayload).metadata()).exif).toBeUndefined()
    expect((await browser.get('/members/ada-lovelace')).body).toContain(`src="${picture}"`)

    await upload(await photo(50, 90).png().toBuffer())
    expect((await house.browser().get(picture!)).statusCode).toBe(404)
    await browser.post('/settings/picture/removal')
    expect((await house.db.selectFrom('member').select('picture').executeTakeFirstOrThrow()).picture).toBeNull()
  })

  test.each([
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page that says it is a picture', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['nothing', Buffer.alloc(0)],
    ['a picture cut off after its head', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('refuses %s', async (_name, file) => {
    const answer = await upload(file)
    expect(answer.statusCode).toBe(422)
    expect((await house.db.selectFrom('member').select('picture').executeTakeFirstOrThrow()).picture).toBeNull()
  })

  test('refuses a small file that claims to be huge, before unpacking it', async () => {
    const bomb = await photo(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(500_000)
    const answer = await upload(bomb)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('too many pixels')
  })

  test('is refused over ten megabytes, and ten uploads a minute are enough', async () => {
    expect((await upload(Buffer.alloc(11 * 1024 * 1024, 1))).statusCode).toBe(413)
    const small = await photo(20, 20).png().toBuffer()
    const codes: number[] = []
    for (let turn = 0; turn < 22; turn++) codes.push((await upload(small)).statusCode)
    expect(codes).toContain(429)
  })

  test('is found by our names only', async () => {
    for (const name of ['..%2f..%2fsecret', '%2e%2e/secret', 'x.svg', 'x', 'a'.repeat(85)]) {
      expect((await house.browser().get(`/files/pictures/${name}`)).statusCode, name).toBe(404)
    }
  })
})

test('the API describes its doors of members', async () => {
  const { paths } = (await house.app.inject('/api/openapi.json')).json()
  expect(Object.keys(paths).filter((path) => /members|\/me$/.test(path))).toEqual(expect.arrayContaining(['/api/v1/members', '/api/v1/members/{handle}', '/api/v1/me']))
})
