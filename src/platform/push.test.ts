import { randomBytes } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { deliverPush, makePushKeys } from './push.ts'

test('a push service that answers in another protocol keeps nobody waiting', async () => {
  const server = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n')))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [ours, theirs] = [await makePushKeys(), await makePushKeys()]
  const target = { endpoint: `${url}/device`, p256dh: theirs.publicKey, auth: randomBytes(16).toString('base64url') }
  const outcome = await deliverPush({ pushOpening: [url], baseUrl: 'http://localhost', mailFrom: undefined } as never, ours, target, { text: '{}', ttl: 60, urgency: 'normal', topic: 'a' })
  expect(outcome).toMatchObject({ is: 'later', seconds: null })
  server.close()
})
