import { beforeEach, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { openSite, type Site } from '#test/site.ts'
import { sendMail } from '#platform/mail.ts'
import { transaction } from '#platform/ctx.ts'
import { aFile } from './sitemap.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})

describe('sitemaps', () => {
  test('list what guests may see, in files by stretches of ids', async () => {
    const ada = await site.member('Ada')
    const first = await site.question(ada, { title: 'First & foremost <question>' })
    const { body } = await site.get('/sitemap.xml')
    expect(body).toContain('http://localhost:3000/sitemaps/questions-1.xml</loc><lastmod>')
    expect(body).not.toContain('discussions')
    const file = await site.get('/sitemaps/questions-1.xml')
    expect(file.headers['content-type']).toContain('application/xml')
    expect(file.body).toContain(
      `<loc>http://localhost:3000/questions/${first.id}/first-foremost-question</loc>`,
    )
    expect((await site.get('/sitemaps/pages.xml')).body).toContain('http://localhost:3000/spaces/the-square')
  })

  test('go on in the next file, and end', async () => {
    const ada = await site.member('Ada')
    await site.question(ada)
    await site.database.script(`alter sequence thread_id_seq restart with ${aFile + 7}`)
    const late = await site.question(ada, { title: 'One of the second file' })
    expect(late.id).toBe(aFile + 7)
    expect((await site.get('/sitemap.xml')).body.match(/questions-\d/g)).toEqual([
      'questions-1',
      'questions-2',
    ])
    expect((await site.get('/sitemaps/questions-2.xml')).body.match(/<loc>/g)).toHaveLength(1)
    for (const name of ['questions-3.xml', 'questions-0.xml', 'nonsense.xml', 'questions-99999999999.xml'])
      expect((await site.get(`/sitemaps/${name}`)).statusCode).toBe(404)
  })
})

test('icons are drawn in the colour of the owner', async () => {
  const svg = await site.get('/icon.svg')
  expect(svg.body).toContain('fill="#70355f"')
  expect(svg.body).not.toContain('var(')
  for (const [url, size] of [
    ['/icon-180.png', 180],
    ['/icon-512.png', 512],
    ['/favicon.ico', 32],
  ] as const) {
    const { width, height, format } = await sharp((await site.get(url)).rawPayload).metadata()
    expect([width, height, format]).toEqual([size, size, 'png'])
  }
  expect((await site.get('/icon-7.png')).statusCode).toBe(404)
  expect((await site.get('/manifest.webmanifest')).json()).toMatchObject({
    name: 'The Square',
    theme_color: '#70355f',
    start_url: '/',
  })
})

describe('pages of development', () => {
  const letter = {
    kind: 'test',
    to: 'ada@example.com',
    subject: 'Hello <Ada>',
    html: '<p style="color:red">Hi</p><script>alert(1)</script>',
    text: 'Hi',
  }

  test('show the mails, each in a frame that runs nothing', async () => {
    site = await openSite({ development: true })
    await transaction(site.guest, (tx) => sendMail(tx, letter))
    expect((await site.get('/dev/mail')).body).toContain('Hello &lt;Ada>')
    const page = await site.get('/dev/mail/1')
    expect(page.body).toContain('<iframe')
    expect(page.body).not.toContain('alert(1)')
    expect(page.headers['content-security-policy']).toContain("frame-src 'self'")
    const mail = await site.get('/dev/mail/1/html')
    expect(mail.body).toBe(letter.html)
    expect(mail.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/)
    expect((await site.get('/design')).statusCode).toBe(200)
  })

  test('do not exist in production', async () => {
    await transaction(site.guest, (tx) => sendMail(tx, letter))
    const admin = await site.member('Vera', 'administrator')
    for (const url of ['/dev/mail', '/dev/mail/1', '/dev/mail/1/html', '/design'])
      expect((await site.get(url, admin)).statusCode).toBe(404)
  })
})
