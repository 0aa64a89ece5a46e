import { rm } from 'node:fs/promises'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'

let house: TestHouse
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
  return browser.ask('POST', '/settings/picture', {
    headers: { 'content-type': sent.headers.get('content-type')! },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
}

const colour = { r: 200, g: 30, b: 60 }
const photo = (width = 640, height = 480) =>
  sharp({ create: { width, height, channels: 3, background: colour } })

describe('a picture', () => {
  test('is drawn anew as a small square without what the camera wrote, and served so that it is only a picture', async () => {
    const file = await photo()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'SECRET PLACE' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .toBuffer()
    expect(file.toString('latin1')).toContain('SECRET PLACE')
    const answer = await upload(file, 'me.jpg', 'image/jpeg')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/settings?saved=1'])
    const { picture } = await house.db.selectFrom('member').select('picture').executeTakeFirstOrThrow()
    expect(picture).toMatch(/^\/files\/pictures\/[0-9a-f]{32}\.webp$/)

    const served = await house.browser().get(picture!)
    expect(served.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(await sharp(served.rawPayload).metadata()).toMatchObject({
      format: 'webp',
      width: 256,
      height: 256,
    })
    expect((await sharp(served.rawPayload).metadata()).exif).toBeUndefined()
    expect((await browser.get('/members/ada-lovelace')).body).toContain(`src="${picture}"`)

    await upload(await photo(50, 90).png().toBuffer())
    expect((await house.browser().get(picture!)).statusCode).toBe(404)
    await browser.post('/settings/picture/removal')
    expect(
      (await house.db.selectFrom('member').select('picture').executeTakeFirstOrThrow()).picture,
    ).toBeNull()
  })
})

describe('what is no picture', () => {
  test.each([
    [
      'a drawing with scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['a page that says it is a picture', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['nothing', Buffer.alloc(0)],
    ['a picture cut off after its head', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('refuses %s', async (_name, file) => {
    const answer = await upload(file)
    expect(answer.statusCode).toBe(422)
    expect(
      (await house.db.selectFrom('member').select('picture').executeTakeFirstOrThrow()).picture,
    ).toBeNull()
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
