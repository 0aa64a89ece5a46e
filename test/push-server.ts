/**
 * A push service of its own (RFC 8030): it checks who sends (VAPID, RFC 8292), keeps what came for a browser until it is
 * fetched, and can be in a bad mood. The browser's side opens what was sealed for it (RFC 8291). Both are written by the
 * standards, with nothing of the library that sends.
 */
import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `busy`: asks to be left alone for `busyFor` seconds; `gone`: knows no browser; `refusing`: will have nothing from us. */
export type Mood = 'well' | 'busy' | 'broken' | 'gone' | 'refusing'

export interface Arrived {
  device: string
  topic: string
  urgency: string
  ttl: number
  /** Who sent it, as far as they said. */
  contact: string
  sealed: Buffer
}

export interface Device {
  name: string
  endpoint: string
  p256dh: string
  auth: string
  /** What this browser has been sent, in its order, opened. */
  read: () => any[]
}

export class PushServer {
  mood: Mood = 'well'
  busyFor = 90
  arrived: Arrived[] = []
  /** What was refused because of how it was sent. */
  faults: string[] = []
  asked = 0
  url = ''
  #server = createServer((request, response) => void this.#take(request, response))

  async open(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  close = () => {
    this.#server.closeAllConnections()
    return new Promise<void>((done) => this.#server.close(() => done()))
  }

  /** A browser that has just been asked and said yes. */
  device(name: string): Device {
    const keys = createECDH('prime256v1')
    keys.generateKeys()
    const secret = randomBytes(16)
    return {
      name,
      endpoint: `${this.url}/push/${name}`,
      p256dh: keys.getPublicKey('base64url'),
      auth: secret.toString('base64url'),
      read: () => this.arrived.filter(({ device }) => device === name).map(({ sealed }) => JSON.parse(opened(sealed, keys, secret))),
    }
  }

  async #take(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    this.asked++
    const answer = (status: number, headers = {}) => response.writeHead(status, headers).end()
    if (this.mood === 'busy') return answer(429, { 'retry-after': String(this.busyFor) })
    if (this.mood === 'broken') return answer(503)
    if (this.mood === 'gone') return answer(410)
    if (this.mood === 'refusing') return answer(403)
    const fault = this.#faultIn(request, body)
    if (fault !== null) {
      this.faults.push(fault)
      return answer(400)
    }
    const { topic = '', urgency = '', ttl = '' } = request.headers as Record<string, string>
    const device = request.url!.split('/').at(-1)!
    // What was not fetched yet gives way to what comes under the same topic.
    if (topic) this.arrived = this.arrived.filter((each) => each.device !== device || each.topic !== topic)
    this.arrived.push({ device, topic, urgency, ttl: Number(ttl), contact: contactOf(request), sealed: body })
    answer(201)
  }

  #faultIn({ method, headers }: IncomingMessage, body: Buffer): string | null {
    if (method !== 'POST') return 'no POST'
    if (!/^\d+$/.test(String(headers.ttl))) return 'no TTL'
    if (headers['content-encoding'] !== 'aes128gcm') return 'not sealed as it should be'
    if (headers.topic !== undefined && !/^[\w-]{1,32}$/.test(String(headers.topic))) return 'no such topic'
    if (!/^(very-low|low|normal|high)$/.test(String(headers.urgency))) return 'no such urgency'
    if (body.length > 4_096) return 'too large'
    return signatureFault(String(headers.authorization), this.url)
  }
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { aud: string; exp: number; sub: string }
const tokenIn = (authorization: string) => /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization)
const contactOf = ({ headers }: IncomingMessage) => claimsOf(tokenIn(String(headers.authorization))![1]!).sub

function signatureFault(authorization: string, origin: string): string | null {
  const [, token, key] = tokenIn(authorization) ?? []
  if (!token || !key) return 'not signed'
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65 || point[0] !== 4) return 'no key'
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } })
  const [head, claims, mark] = token.split('.') as [string, string, string]
  if (JSON.parse(Buffer.from(head, 'base64url').toString()).alg !== 'ES256') return 'signed in another way'
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(mark, 'base64url'))) return 'signed by another'
  const { aud, exp, sub } = claimsOf(token)
  if (aud !== origin) return 'signed for another service'
  if (exp * 1000 < Date.now() || exp * 1000 > Date.now() + 86_400_000) return 'signed for another time'
  return /^(mailto:|https:)/.test(sub) ? null : 'nobody to write to'
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/** RFC 8188 with the keys of RFC 8291: one record. */
function opened(sealed: Buffer, keys: ECDH, auth: Buffer): string {
  const salt = sealed.subarray(0, 16)
  const idLength = sealed[20]!
  const sender = sealed.subarray(21, 21 + idLength)
  const shared = keys.computeSecret(sender)
  const input = derive(shared, auth, Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]), 32)
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const record = sealed.subarray(21 + idLength)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(record.subarray(-16))
  const plain = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
  // Two ends the last record; zeros after it are only there to hide its length.
  return plain.subarray(0, plain.lastIndexOf(2)).toString()
}
