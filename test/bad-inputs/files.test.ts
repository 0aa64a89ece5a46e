/** Files that were made to hurt are refused or made harmless, and the site goes on as if nothing had been. */
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { closeDrawing } from '#platform/drawing/index.ts'
import { addFile } from '#modules/files/index.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { cases } from './cases.ts'
import { andZip, flatPng, gifAndScript, names, pdfAndPage, svg } from './made.ts'

const dataDir = `/tmp/folkmoot-bad-files-${process.pid}`
let house: TestHouse
let ada: Ctx
let browser: Browser
beforeAll(async () => {
  house = await openHouse({ config: { dataDir, limits: false } })
  const person = await house.person('Ada', 'moderator')
  ada = person.ctx
  browser = house.browser()
  await browser.signIn(person.email)
})
afterAll(async () => {
  await closeDrawing()
  await rm(dataDir, { recursive: true, force: true })
})

const openWith = (key: string) => browser.get(`/files/${key}/x`)

describe('a file that was made to hurt', () => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, { make, becomes }) => {
    const bytes = await make()
    const sent = addFile(ada, { name: 'file', bytes })
    if (becomes === 'refused') {
      await expect(sent).rejects.toMatchObject({ status: expect.toSatisfy((status) => status === 422 || status === 413) })
      expect(await house.db.selectFrom('file').select('id').where('state', '=', 'coming').execute()).toEqual([])
    } else {
      const given = await openWith((await sent).key)
      const [type, disposition] = [String(given.headers['content-type']), String(given.headers['content-disposition'])]
      expect(given.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" })
      if (becomes === 'picture') expect([type, disposition.split(';')[0]]).toEqual(['image/webp', 'inline'])
      else expect([/^application\/(octet-stream|pdf)$/.test(type), disposition.split(';')[0]]).toEqual([true, 'attachment'])
    }
    expect((await house.browser().get('/')).statusCode).toBe(200)
  })
})

describe('what is two things at once', () => {
  test.each([
    ['a script in a GIF', gifAndScript(), 'alert('],
    ['an archive behind a PNG', andZip(flatPng({ width: 30, height: 30 })), 'PAYLOAD'],
  ])('%s is only a picture afterwards', async (_name, bytes, payload) => {
    expect(bytes.toString('latin1')).toContain(payload)
    const given = await openWith((await addFile(ada, { name: 'a.html', bytes })).key)
    expect(given.headers['content-type']).toBe('image/webp')
    expect(given.rawPayload.toString('latin1')).not.toContain(payload)
  })

  test.each([
    ['a page in a PDF', pdfAndPage(), 'application/pdf'],
    ['a drawing with scripts', svg, 'application/octet-stream'],
  ])('%s is only ever saved, whatever it is called', async (_name, bytes, type) => {
    const file = await addFile(ada, { name: 'picture.png', bytes })
    const given = await openWith(file.key)
    expect([file.width, given.headers['content-type'], String(given.headers['content-disposition'])]).toEqual([null, type, expect.stringMatching(/^attachment;/)])
  })
})

describe('names', () => {
  test.each(names)('%j is kept as %j', async (given, kept) => {
    const file = await addFile(ada, { name: given, bytes: Buffer.from('text') })
    expect(file.name).toBe(kept)
    const header = String((await openWith(file.key)).headers['content-disposition'])
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%.~!$&+^`|-]*$/)
  })

  test('addresses of files that are none are of nothing', async () => {
    for (const key of ['..%2f..%2fsecret', '0'.repeat(23), `${'0'.repeat(24)}%00`, 'pictures', `${'A'.repeat(24)}`, '../etc']) expect((await browser.get(`/files/${key}/x`)).statusCode, key).toBe(404)
  })
})
