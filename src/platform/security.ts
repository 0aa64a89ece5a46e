/** What every answer carries and every changing request must prove: headers, same origin, the session's token. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import { Forbidden } from './problems.ts'
import { isSame, secretMark } from './secrets.ts'
import { addressOf, isApi } from './session.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  // Players, once somebody presses play: modules/previews/players.ts.
  "frame-src https://www.youtube-nocookie.com https://player.vimeo.com",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join('; ')

export function secureHeaders(app: FastifyInstance, config: Config) {
  const https = config.baseUrl.startsWith('https:')
  const headers = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

// Pages with secrets on them (keys, codes, addresses) are kept nowhere; others of one person only by their own browser.
const secret = /^\/(settings|sign-in|setup|password|verify|join|admin|unsubscribe)/

export function keepPagesPrivate(app: FastifyInstance) {
  app.addHook('onSend', async (request, reply) => {
    if (reply.hasHeader('cache-control') || !String(reply.getHeader('content-type')).startsWith('text/html')) return
    if (secret.test(addressOf(request))) reply.header('cache-control', 'no-store')
    else if (request.session?.viewer.id) reply.header('cache-control', 'private, no-cache')
  })
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses a changing page request that another site sent. The API has keys instead and takes no cookies. */
export function refuseCrossSite(app: FastifyInstance, config: Config) {
  const own = new URL(config.baseUrl).host
  app.addHook('preValidation', async (request) => {
    if (safe.has(request.method) || isApi(request)) return
    if (!fromHere(request, own)) throw new Forbidden('problems:crossSite')
    if (request.session?.csrf && !tokenFits(request, request.session.csrf)) throw new Forbidden('problems:expired')
  })
}

function fromHere(request: FastifyRequest, own: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin === undefined || origin === 'null') return origin === undefined
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  return host === own || host === request.headers.host
}

function tokenFits(request: FastifyRequest, token: string): boolean {
  const given = request.headers['x-csrf-token'] ?? (request.body as { _csrf?: unknown } | undefined)?._csrf
  return typeof given === 'string' && isSame(given, token)
}

/** The token that forms of this session carry. */
export const csrfOf = (secret: string, sessionToken: string) => secretMark(secret, `csrf:${sessionToken}`).slice(0, 32)
