/** Who a request comes from. Read once a request by whoever knows the members, passed on as a Viewer. */
import type { FastifyRequest } from 'fastify'
import type { Viewer } from './ctx.ts'

export interface Session {
  viewer: Viewer
  /** What forms of this session must carry; null for guests and for the API, which need none. */
  csrf: string | null
}

declare module 'fastify' {
  interface FastifyRequest {
    session: Session
    /** Why nobody could be recognised. */
    trouble: Error | null
  }
}

export type ReadSession = (request: FastifyRequest) => Promise<Session>

/** The address as the router matched it. What was sent may spell the same letters in other ways. */
export const addressOf = (request: FastifyRequest): string => request.routeOptions?.url ?? request.url

export const isApi = (request: FastifyRequest): boolean => addressOf(request).startsWith('/api/')
