/**
 * Who a request comes from: by the cookie on pages, by a personal key at the API. Never the other way round.
 */
import type { FastifyRequest } from 'fastify'
import { type Ctx, guest, type Role, type Viewer } from '#platform/ctx.ts'
import { csrfOf } from '#platform/security.ts'
import { isApi, type ReadSession, type Session } from '#platform/session.ts'
import { memberOf } from './accounts.ts'
import { viewerOfToken } from './api-tokens.ts'
import { type Auth, idleFor } from './auth.ts'
import { readCookie, unsigned } from './cookies.ts'
import { rememberSessions } from './session-memory.ts'

const nobody: Session = { viewer: guest, csrf: null }
// A visit is written down this often, not at every request.
const touchAfter = 600_000

export function readSession(auth: Auth): ReadSession {
  const known = rememberSessions(auth.wiring.changes)
  return async (request) => {
    if (isApi(request)) return { ...nobody, viewer: await viewerOfToken(auth, request) }
    const cookie = readCookie(request.headers, auth.cookie)
    return cookie ? known(cookie, () => sessionOfCookie(auth, cookie)) : nobody
  }
}

/** True for a request without a session's cookie, whoever wrote it: nothing in it can name a member. */
export const carriesNobody =
  (auth: Auth) =>
  ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
    !headers.cookie?.includes(auth.cookie)

/** The token of the session that a request carries, if we wrote its cookie. */
export const sessionToken = (auth: Auth, headers: FastifyRequest['headers']) =>
  unsigned(readCookie(headers, auth.cookie), auth.secret)

async function sessionOfCookie(auth: Auth, cookie: string): Promise<Session> {
  const token = unsigned(cookie, auth.secret)
  return token ? sessionOf(auth, token) : nobody
}

async function sessionOf(auth: Auth, token: string): Promise<Session> {
  const now = new Date()
  const row = await find(auth, token, now)
  if (!row || row.suspendedAt || row.removedAt) return nobody
  if (row.memberId === null)
    return repaired(auth, token, { id: row.userId, name: row.accountName, email: row.accountEmail })
  if (now.getTime() - row.updatedAt.getTime() > touchAfter)
    await touch(auth, row.sessionId, row.memberId, now)
  return { viewer: viewerFrom(row), csrf: csrfOf(auth.secret, token) }
}

function find({ db }: Auth, token: string, now: Date) {
  return db
    .selectFrom('authSession as session')
    .innerJoin('authUser as account', 'account.id', 'session.userId')
    .leftJoin('member', 'member.authId', 'account.id')
    .select([
      'session.id as sessionId',
      'session.updatedAt',
      'account.id as userId',
      'account.name as accountName',
      'account.email as accountEmail',
    ])
    .select([
      'member.id as memberId',
      'member.role',
      'member.name',
      'member.handle',
      'member.picture',
      'member.suspendedAt',
      'member.removedAt',
    ])
    .where('session.token', '=', token)
    .where('session.expiresAt', '>', now)
    .where('session.updatedAt', '>', new Date(now.getTime() - idleFor * 1000))
    .executeTakeFirst()
}

export function viewerFrom(row: {
  memberId: number | null
  role: string | null
  name: string | null
  handle: string | null
  picture: string | null
}): Viewer {
  return {
    id: row.memberId,
    role: row.role as Role,
    name: row.name ?? '',
    handle: row.handle ?? '',
    picture: row.picture,
  }
}

// The account exists and its member does not: the process ended between the two.
async function repaired(
  auth: Auth,
  token: string,
  account: { id: string; name: string; email: string },
): Promise<Session> {
  const ctx: Ctx = {
    db: auth.db,
    config: auth.config,
    wiring: auth.wiring,
    viewer: guest,
    now: new Date(),
    visitor: null,
  }
  await memberOf(ctx, account)
  return sessionOf(auth, token)
}

async function touch({ db }: Auth, sessionId: string, memberId: number, now: Date) {
  await db
    .with('visit', (each) =>
      each.updateTable('authSession').set({ updatedAt: now }).where('id', '=', sessionId),
    )
    .updateTable('member')
    .set({ lastSeenAt: now })
    .where('id', '=', memberId)
    .execute()
}
