/** Who asks too often is told to wait, in words; everybody else goes on. */
import { beforeEach, describe, expect, test } from 'vitest'
import { openHouse, password, type TestHouse } from '#test/house.ts'
import { readConfig } from '#platform/config.ts'

const most = 5
let house: TestHouse
beforeEach(async () => {
  house = await openHouse({ config: { requestLimits: [{ max: most, seconds: 3600 }] } })
})

const asked = async (times: number, ask: () => Promise<{ statusCode: number }>) => {
  const codes: number[] = []
  for (let time = 0; time < times; time++) codes.push((await ask()).statusCode)
  return codes
}
const from = (ip: string, url = '/about', headers = {}) => () => house.app.inject({ url, remoteAddress: ip, headers })
const goesOn = Array(most).fill(200)

describe('a guest', () => {
  test('is refused with a page in our words, and told how long to wait', async () => {
    expect(await asked(most, from('203.0.113.7'))).toEqual(goesOn)
    const refused = await from('203.0.113.7')()
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(3600)
    expect(refused.body).toContain('A little slower, please')
    expect(refused.body).toContain('Try again in')
    expect((await from('203.0.113.7', '/nothing/here')()).statusCode).toBe(429)
    expect((await from('203.0.113.8')()).statusCode).toBe(200)
  })

  test('may look at many pictures, but not without end', async () => {
    const picture = `/files/${'0'.repeat(24)}/a.webp`
    expect(await asked(10 * most, from('203.0.113.7', picture))).toEqual(Array(10 * most).fill(404))
    expect((await from('203.0.113.7', picture)()).statusCode).toBe(429)
    expect((await from('203.0.113.7')()).statusCode).toBe(200)
  })

  test('gets a problem document from the API', async () => {
    await asked(most, from('203.0.113.7', '/api/v1/threads'))
    const refused = await from('203.0.113.7', '/api/v1/threads')()
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'TooMany'])
  })

  test('who does not stop gets one line', async () => {
    await asked(2 * most, from('203.0.113.7'))
    const { statusCode, body, headers } = await from('203.0.113.7')()
    expect([statusCode, headers['content-type']]).toEqual([429, 'text/plain; charset=utf-8'])
    expect(body).toMatch(/^That was quick\. Try again in [\d,]+ seconds\.$/)
    expect(headers['retry-after']).toBeDefined()
  })

  test('is known by the network: a /64 of IPv6, an IPv4 address however it is written', async () => {
    await asked(most, from('2001:db8:1:2::1'))
    expect((await from('2001:db8:1:2:ffff::9')()).statusCode).toBe(429)
    expect((await from('2001:db8:1:3::1')()).statusCode).toBe(200)
    await asked(most, from('203.0.113.9'))
    expect((await from('::ffff:203.0.113.9')()).statusCode).toBe(429)
  })

  test('cannot choose another address, and at the machine itself is not counted', async () => {
    await asked(most, from('203.0.113.7'))
    expect((await from('203.0.113.7', '/about', { 'x-forwarded-for': '198.51.100.1' })()).statusCode).toBe(429)
    expect(await asked(most + 1, from('127.0.0.1'))).toEqual([...goesOn, 200])
  })

  test('may fetch files and health as often as they like', async () => {
    await asked(most, from('203.0.113.7'))
    expect(await asked(3, from('203.0.113.7', '/healthz'))).toEqual([200, 200, 200])
    expect((await from('203.0.113.7', '/assets/nothing.css')()).statusCode).toBe(404)
  })
})

test('a member is counted as themselves, not as where they are', async () => {
  const [ada, bob] = [await house.person('Ada'), await house.person('Bob')]
  const [office, home] = [house.browser('203.0.113.7'), house.browser('203.0.113.8')]
  for (const [browser, { email }] of [[office, ada], [home, bob]] as const) await browser.post('/sign-in', { email, password })
  await asked(2 * most, from('203.0.113.7'))
  expect((await office.get('/about')).statusCode).toBe(200)

  await asked(most, () => office.get('/about'))
  expect((await office.get('/about')).statusCode).toBe(429)
  const elsewhere = house.browser('203.0.113.99')
  for (const [name, value] of office.jar) elsewhere.jar.set(name, value)
  expect((await elsewhere.get('/about')).statusCode).toBe(429)
  expect((await home.get('/about')).statusCode).toBe(200)
})

test('behind a proxy that is trusted, the address is what the proxy saw', async () => {
  house = await openHouse({ config: { requestLimits: [{ max: most, seconds: 3600 }], trustProxy: 1 } })
  const seen = (ip: string, madeUp = '') => from('10.0.0.1', '/about', { 'x-forwarded-for': `${madeUp}${ip}` })
  await asked(most, seen('203.0.113.7'))
  expect((await seen('203.0.113.7', '198.51.100.1, ')()).statusCode).toBe(429)
  expect((await seen('203.0.113.8')()).statusCode).toBe(200)
})

test('the settings say how many, and one lifts them all', () => {
  const { requestLimits, limits, trustProxy } = readConfig({})
  expect({ requestLimits, limits, trustProxy }).toEqual({
    requestLimits: [{ max: 200, seconds: 60 }, { max: 50, seconds: 10 }], limits: true, trustProxy: 0,
  })
  const set = readConfig({ REQUESTS_PER_MINUTE: '1000', REQUESTS_PER_10_SECONDS: '0', FOLKMOOT_LIMITS: 'off', TRUST_PROXY: 'true' })
  expect(set.requestLimits.map(({ max }) => max)).toEqual([1000, 0])
  expect([set.limits, set.trustProxy]).toEqual([false, 1])
  expect(() => readConfig({ REQUESTS_PER_MINUTE: 'many' })).toThrow('REQUESTS_PER_MINUTE')
})
