import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { isPublicAddress, publicHost } from './public-host.ts'

test.each(['https://push.example.com/a', 'https://a.b.c.example.org/x?y=1', 'https://xn--bcher-kva.example/a'])('%s has the shape of a public address', (url) => {
  expect(isPublicAddress(url)).toBe(true)
})

test.each(['https://example/', 'https://printer.local/', 'https://db.corp/', 'https://localhost./', 'https://0x7f.1/', 'https://example.com:444/', 'ftp://example.com/', 'https://a:b@example.com/', 'https://[fe80::1]/'])('%s has not', (url) => {
  expect(isPublicAddress(url)).toBe(false)
})

test('a name that leads to this machine is no public host', async () => {
  expect(await publicHost('localhost')).toBeNull()
})

test('no setting opens anything else', () => {
  expect(readConfig({ PUSH_OPENING: 'http://127.0.0.1:1', pushOpening: 'http://127.0.0.1:1', NODE_ENV: 'development', FOLKMOOT_DEMO: '1' }).pushOpening).toEqual([])
})
