/**
 * Who a request comes from: by the cookie on pages, by a personal key at the API. Never the other way round.
 */
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { type Ctx, guest, type InGroup, type Role, type Viewer } from '#platform/ctx.ts'
import { textList } from '#platform/many.ts'
import { csrfOf } from '#platform/security.ts'
import { isApi, type ReadSession, type Session } from '#platform/session.ts'
import { memberOf } from './accounts.ts'
import { viewerOfToken } from './api-tokens.ts'
import { type Auth, authOf, idleFor } from './auth.ts'
import { readCookie, unsigned } from './cookies.ts'
import { groupsOf } from './person.ts'
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

/** Who these cookies belong to now, in one question; null for those that belong to nobody any more. */
export async function viewersOfCookies(auth: Auth, cookies: readonly string[]): Promise<(Viewer | null)[]> {
  const tokens = cookies.map((cookie) => unsigned(cookie, auth.secret))
  const rows = await sessions(auth, new Date())
    .select('session.token')
    .where(sql<boolean>`session.token = any(${textList(tokens.flatMap((token) => token ?? []))})`)
    .execute()
  const byToken = new Map(rows.filter(isPresent).map((row) => [row.token, viewerFrom(row)]))
  return tokens.map((token) => (token === null ? null : (byToken.get(token) ?? null)))
}

const isPresent = (row: { memberId: number | null; suspendedAt: Date | null; removedAt: Date | null }) =>
  row.memberId !== null && row.suspendedAt === null && row.removedAt === null

/** The session's cookie among those of a request. */
export const sessionCookie = (auth: Auth, headers: FastifyRequest['headers']) => readCookie(headers, auth.cookie)

/** True for a request without a session's cookie, whoever wrote it: nothing in it can name a member. */
export const carriesNobody =
  (auth: Auth) =>
  ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
    !headers.cookie?.includes(auth.cookie)

/** The token of the session that a request carries, if we wrote its cookie. */
export const sessionToken = (auth: Auth, headers: FastifyRequest['headers']) =>
  unsigned(readCookie(headers, auth.cookie), auth.secret)

/** The session that a request of this process comes from, by its id; null for none. */
export async function sessionIdOf(ctx: Pick<Ctx, 'db' | 'config'>, headers: FastifyRequest['headers']): Promise<string | null> {
  const token = sessionToken(authOf(ctx), headers)
  const row = token && (await ctx.db.selectFrom('authSession').select('id').where('token', '=', token).executeTakeFirst())
  return row ? row.id : null
}

/** That a session is not over: as a condition of a query on `auth_session`. */
export const isOpen = (now: Date) => sql<boolean>`(auth_session.expires_at > ${now} and auth_session.updated_at > ${new Date(now.getTime() - idleFor * 1000)})`

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

const find = (auth: Auth, token: string, now: Date) =>
  sessions(auth, now).where('session.token', '=', token).executeTakeFirst()

/** The sessions that are not over. */
function sessions({ db }: Auth, now: Date) {
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
      'member.language',
      'member.suspendedAt',
      'member.removedAt',
    ])
    .select(groupsOf('member.id').as('groups'))
    .where('session.expiresAt', '>', now)
    .where('session.updatedAt', '>', new Date(now.getTime() - idleFor * 1000))
}

export function viewerFrom(row: {
  memberId: number | null
  role: string | null
  name: string | null
  handle: string | null
  picture: string | null
  language: string | null
  groups: InGroup[]
}): Viewer {
  return {
    id: row.memberId,
    role: row.role as Role,
    name: row.name ?? '',
    handle: row.handle ?? '',
    picture: row.picture,
    language: row.language,
    groups: row.groups,
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

// Who was away for so long begins another visit.
const awayFor = 30 * 60_000

async function touch({ db }: Auth, sessionId: string, memberId: number, now: Date) {
  await db
    .with('visit', (each) =>
      each.updateTable('authSession').set({ updatedAt: now }).where('id', '=', sessionId),
    )
    .updateTable('member')
    .set({ lastSeenAt: now, visitedAt: sql<Date | null>`case when last_seen_at < ${new Date(now.getTime() - awayFor)}::timestamptz then last_seen_at else visited_at end` })
    .where('id', '=', memberId)
    .execute()
}
