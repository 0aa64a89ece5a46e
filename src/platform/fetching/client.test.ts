import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ForeignSite, openForeignSite } from '#test/foreign-site.ts'
import { refusalOf } from './addresses.ts'
import { fetchForeign, isPublic, Unfetched } from './index.ts'

let site: ForeignSite
beforeAll(async () => { site = await openForeignSite() })
afterAll(() => site.close())

const page = { types: ['text/html'], limit: 100_000, agent: 'Tests' }
const whyNot = (address: string, wish = {}) => fetchForeign(address, { ...page, ...wish }).then(() => 'came', (error) => (error instanceof Unfetched ? error.why : String(error)))
const here = (path: string, wish = {}) => whyNot(site.url + path, { allowed: [site.host], ...wish })

describe('an address', () => {
  test.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1', '192.0.2.1', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::9', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001:0:7f00:1::', 'ff02::1', '2001:db8::1', '::7f00:1', '::a00:1', '4000::1', '168.63.129.16', 'nonsense'])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  test.each(['93.184.216.34', '1.1.1.1', '2606:4700::1111', '::ffff:93.184.216.34'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true)
  })

  test.each([
    ['ftp://example.com/', 'scheme'], ['file:///etc/passwd', 'scheme'], ['http://a:b@example.com/', 'credentials'], ['http://example.com:22/', 'port'], ['https://example.com:80/', 'port'],
    ['http://localhost/', 'name'], ['http://db/', 'name'], ['http://printer.local/', 'name'], ['http://api.internal/', 'name'], ['https://example.com/', null],
  ])('%s: %s', (address, refusal) => {
    expect(refusalOf(new URL(address), [])).toBe(refusal)
  })

  test.each(['http://127.0.0.1/', 'http://0x7f.1/', 'http://2130706433/', 'http://0177.0.0.1/', 'http://[::1]/', 'http://[::ffff:7f00:1]/', 'http://[::127.0.0.1]/', 'http://[::10.0.0.1]/', 'http://169.254.169.254/latest/meta-data'])('%s is refused before anything is sent', async (address) => {
    expect(await whyNot(address)).toBe('address')
  })

  test('a site on this machine is not asked unless it was allowed by name', async () => {
    const before = site.asked.length
    expect(await whyNot(`${site.url}/boiler`)).toBe('port')
    expect(site.asked).toHaveLength(before)
    expect(await here('/boiler')).toBe('came')
  })
})

describe('what comes', () => {
  test('is cut at the limit, or refused', async () => {
    const cut = await fetchForeign(`${site.url}/endless`, { ...page, allowed: [site.host], limit: 1_000, cut: true })
    expect(cut.body).toHaveLength(1_000)
    expect(await here('/endless')).toBe('large')
    expect(await here('/bomb')).toBe('large')
  })

  test('in time, of a wanted type, and not by a way inside', async () => {
    expect(await here('/slow', { time: 300 })).toBe('time')
    expect(await here('/file')).toBe('type')
    expect(await here('/down')).toBe('status')
    expect(await here('/round')).toBe('redirects')
    expect(await here('/inside')).toBe('port')
    expect(await here('/meta-data')).toBe('address')
    expect((await fetchForeign(`${site.url}/moved`, { ...page, allowed: [site.host] })).url).toBe(`${site.url}/boiler`)
  })

  test('is asked for without anything that tells who asks', async () => {
    let headers: Record<string, unknown> = {}
    site.pages['/headers'] = (answer, request) => {
      headers = request.headers
      answer.writeHead(200, { 'content-type': 'text/html' }).end()
    }
    await here('/headers')
    expect(Object.keys(headers).toSorted()).toEqual(['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'user-agent'])
  })

  test('that changes to another protocol keeps nobody waiting', async () => {
    site.pages['/protocol'] = (answer) => void answer.socket!.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n')
    expect(await here('/protocol')).toBe('unreachable')
  })

  test('says whether asking again may help', () => {
    expect([new Unfetched('time').isFinal, new Unfetched('status', 503).isFinal, new Unfetched('status', 429).isFinal, new Unfetched('status', 404).isFinal, new Unfetched('address').isFinal]).toEqual([false, false, false, true, true])
  })
})
