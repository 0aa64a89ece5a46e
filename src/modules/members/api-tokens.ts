/** Personal keys to the API. A key is shown once, when it is made; we keep its hash. */
import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Ctx, guest, memberId, type Role, transaction, type Viewer } from '#platform/ctx.ts'
import { Conflict, demand, Forbidden, found, Problem } from '#platform/problems.ts'
import type { Auth } from './auth.ts'
import { may } from './permissions.ts'
import { groupsOf } from './person.ts'
import { digest } from './tickets.ts'

const start = 'fm_'
// More than anybody needs, few enough to look through.
const most = 20
const noteAfter = 600_000

export interface ApiToken {
  id: number
  name: string
  hint: string
  mayWrite: boolean
  createdAt: Date
  lastUsedAt: Date | null
}

export async function addApiToken(
  ctx: Ctx,
  { name, scope }: { name: string; scope: 'read' | 'write' },
): Promise<{ token: string }> {
  demand(may.keepAccount(ctx.viewer))
  const token = start + randomBytes(30).toString('base64url')
  await transaction(ctx, async (tx) => {
    if ((await apiTokensOf(tx)).length >= most) throw new Conflict('members:token.tooMany', { most })
    await tx.db
      .insertInto('apiToken')
      .values({
        memberId: memberId(tx),
        name,
        hash: digest(token),
        hint: token.slice(-4),
        mayWrite: scope === 'write',
        createdAt: tx.now,
      })
      .execute()
  })
  return { token }
}

export async function removeApiToken(ctx: Ctx, id: number): Promise<void> {
  demand(may.keepAccount(ctx.viewer))
  found(
    await ctx.db
      .deleteFrom('apiToken')
      .where('id', '=', id)
      .where('memberId', '=', memberId(ctx))
      .returning('id')
      .executeTakeFirst(),
  )
}

/** All keys of an account end, as its sessions do. */
export async function endApiTokens(tx: Ctx, userId: string): Promise<void> {
  await tx.db
    .deleteFrom('apiToken')
    .where('memberId', 'in', (eb) => eb.selectFrom('member').select('id').where('authId', '=', userId))
    .execute()
}

export async function apiTokensOf(ctx: Ctx): Promise<ApiToken[]> {
  return ctx.db
    .selectFrom('apiToken')
    .select(['id', 'name', 'hint', 'mayWrite', 'createdAt', 'lastUsedAt'])
    .where('memberId', '=', memberId(ctx))
    .orderBy('id', 'desc')
    .execute()
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Who calls the API. Without a key a guest; with a wrong one nobody. */
export async function viewerOfToken(auth: Auth, request: FastifyRequest): Promise<Viewer> {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined) return guest
  const row = given.startsWith(start) ? await find(auth, given) : undefined
  if (!row || row.suspendedAt || row.removedAt) throw new Problem(401, 'UnknownKey', 'members:token.unknown')
  const viewer = {
    id: row.memberId,
    role: row.role as Role,
    name: row.name,
    handle: row.handle,
    picture: row.picture,
    language: row.language,
    groups: row.groups,
  }
  if (!row.mayWrite && !safe.has(request.method)) {
    // The refusal is answered to this member, not to a guest who should sign in.
    request.session = { viewer, csrf: null }
    throw new Forbidden('members:token.readOnly')
  }
  await noteUse(auth, row)
  return viewer
}

function find({ db }: Auth, token: string) {
  return db
    .selectFrom('apiToken')
    .innerJoin('member', 'member.id', 'apiToken.memberId')
    .select([
      'apiToken.id',
      'apiToken.mayWrite',
      'apiToken.lastUsedAt',
      'member.id as memberId',
      'member.role',
      'member.name',
    ])
    .select(['member.handle', 'member.picture', 'member.language', 'member.suspendedAt', 'member.removedAt'])
    .select(groupsOf('member.id').as('groups'))
    .where('apiToken.hash', '=', digest(token))
    .executeTakeFirst()
}

async function noteUse({ db }: Auth, { id, lastUsedAt }: { id: number; lastUsedAt: Date | null }) {
  const now = new Date()
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < noteAfter) return
  await db.updateTable('apiToken').set({ lastUsedAt: now }).where('id', '=', id).execute()
}
