/**
 * Hands a message to the push service of a browser (RFC 8030), encrypted for that browser alone (RFC 8291) and signed for
 * this installation (RFC 8292). Knows nothing of what it says.
 */
import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request as safeRequest } from 'node:https'
import type { Config } from './config.ts'
import { type Host, isPublicAddress, publicHost } from './public-host.ts'

export interface PushKeys {
  publicKey: string
  privateKey: string
}

export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

export interface PushMessage {
  text: string
  /** Seconds for which it is worth anything. */
  ttl: number
  urgency: 'low' | 'normal' | 'high'
  /** What comes later under the same replaces what has not been fetched. */
  topic: string
}

/** `later`: it may go another time; `gone`: the browser is not there any more; `refused`: as it is, it never will. */
export type PushOutcome = { is: 'sent' | 'gone' } | { is: 'refused'; why: string } | { is: 'later'; why: string; seconds: number | null }

type PushConfig = Pick<Config, 'pushOpening' | 'baseUrl' | 'mailFrom'>

// A message may have 4096 bytes when it is encrypted; the encryption takes 103.
export const mostBytes = 3_993
const patience = 10_000
const agents = { http: new PlainAgent({ keepAlive: true, maxSockets: 4 }), https: new Agent({ keepAlive: true, maxSockets: 8 }) }

export const mayPushTo = ({ pushOpening }: Pick<Config, 'pushOpening'>, endpoint: string) => isPublicAddress(endpoint) || isOpened(pushOpening, endpoint)
const isOpened = (opening: readonly string[], endpoint: string) => URL.canParse(endpoint) && opening.includes(new URL(endpoint).origin)

export async function makePushKeys(): Promise<PushKeys> {
  const { default: webPush } = await import('web-push')
  return webPush.generateVAPIDKeys()
}

export async function deliverPush(config: PushConfig, keys: PushKeys, target: PushTarget, message: PushMessage): Promise<PushOutcome> {
  if (!mayPushTo(config, target.endpoint)) return { is: 'refused', why: 'This is no public address.' }
  const host = await hostOf(config, target.endpoint)
  if (host === null) return { is: 'later', why: 'Its host has no public address just now.', seconds: null }
  const sealed = await seal(config, keys, target, message)
  if (sealed === null) return { is: 'refused', why: 'Its keys are none.' }
  return send(target.endpoint, host, sealed).catch((error: Error) => ({ is: 'later' as const, why: error.message, seconds: null }))
}

async function hostOf({ pushOpening }: PushConfig, endpoint: string): Promise<Host | null> {
  const { hostname } = new URL(endpoint)
  return isOpened(pushOpening, endpoint) ? { address: hostname, family: 4 } : publicHost(hostname)
}

interface Sealed {
  headers: Record<string, string | number>
  body: Buffer
}

// The library is only needed where somebody turned a device on.
async function seal(config: PushConfig, vapid: PushKeys, { endpoint, p256dh, auth }: PushTarget, { text, ttl, urgency, topic }: PushMessage): Promise<Sealed | null> {
  const { default: webPush } = await import('web-push')
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, text, {
      TTL: ttl,
      urgency,
      topic,
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject: subjectOf(config), ...vapid },
    })
    return { headers: headers as Sealed['headers'], body: body! }
  } catch {
    return null
  }
}

/** Whom the push service may write to. */
const subjectOf = ({ baseUrl, mailFrom }: PushConfig) => `mailto:${/[^\s<>]+@[^\s<>]+/.exec(mailFrom ?? '')?.[0] ?? `community@${new URL(baseUrl).hostname}`}`

/** To the address that was checked. Follows nothing, and reads no more than it says in its head. */
function send(endpoint: string, { address, family }: Host, { headers, body }: Sealed): Promise<PushOutcome> {
  const isPlain = endpoint.startsWith('http:')
  const lookup = (_name: string, options: { all?: boolean }, done: (...found: unknown[]) => void) => (options.all ? done(null, [{ address, family }]) : done(null, address, family))
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, agent: isPlain ? agents.http : agents.https, lookup: lookup as never, signal: AbortSignal.timeout(patience) }
    const request = (isPlain ? plainRequest : safeRequest)(endpoint, options, (answer) => {
      resolve(outcomeOf(answer.statusCode ?? 0, answer.headers['retry-after']))
      let size = 0
      answer.on('data', (chunk: Buffer) => { size += chunk.length; if (size > 16_384) answer.destroy() }).on('error', () => {})
    })
    // Who answers that they change the protocol (101) is cut off without an error.
    request.on('error', reject).on('close', () => reject(new Error('It broke off.'))).end(body)
  })
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { is: 'sent' }
  if (status === 404 || status === 410) return { is: 'gone' }
  if (status === 429 || status >= 500) return { is: 'later', why: `It answered ${status}.`, seconds: secondsOf(retryAfter) }
  return { is: 'refused', why: `It answered ${status}.` }
}

/** Seconds, or a moment. */
function secondsOf(retryAfter: string | undefined): number | null {
  if (!retryAfter) return null
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null
}
