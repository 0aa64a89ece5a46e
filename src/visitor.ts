/** A private mark for browsers that are not signed in, so that a try to ask can be told from another one. */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/config.ts'

declare module 'fastify' {
  interface FastifyRequest {
    visitorMark: string | null
  }
}

const name = 'fm_visitor'
const days = 30

const mark = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{20,40})(?:;|$)`)

/** The mark among these cookies. */
export const visitorIn = (cookies: string | undefined): string | null => mark.exec(cookies ?? '')?.[1] ?? null

/** Only the ask page gives the mark; whoever merely reads gets no cookie. */
export function keepVisitor(app: FastifyInstance, config: Config) {
  const secure = config.baseUrl.startsWith('https:')
  app.decorateRequest('visitorMark', null)
  app.addHook('onRequest', async (request, reply) => {
    request.visitorMark = visitorIn(request.headers.cookie)
    if (request.visitorMark || !request.url.startsWith('/questions/new')) return
    request.visitorMark = randomBytes(16).toString('base64url')
    reply.setCookie(name, request.visitorMark, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: days * 86_400 })
  })
}
