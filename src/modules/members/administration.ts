/** Members as administrators see them: with address, state and way in. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { demand, found } from '#platform/problems.ts'
import { may } from './permissions.ts'

export const groups = ['all', 'team', 'suspended', 'imported'] as const
export type Group = (typeof groups)[number]

export interface KeptMember {
  id: number
  handle: string
  name: string
  role: string
  picture: string | null
  email: string | null
  joinedAt: Date
  lastSeenAt: Date | null
  suspendedAt: Date | null
  importedAt: Date | null
  claimedAt: Date | null
  canSignIn: boolean
  postCount: number
}

const pageSize = 50

export async function keptMembers(
  ctx: Ctx,
  { q = '', group, older }: { q?: string | undefined; group: Group; older?: Key | undefined },
): Promise<Paged<KeptMember>> {
  demand(may.administer(ctx.viewer))
  let query = kept(ctx)
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  const like = `%${q
    .trim()
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[\\%_]/g, '\\$&')}%`
  if (q.trim())
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(member.name) like ${like}`,
        eb('handle', 'like', like),
        eb('email', 'like', like),
      ]),
    )
  if (group === 'team') query = query.where('role', 'not in', ['member', 'champion'])
  if (group === 'suspended') query = query.where('suspendedAt', 'is not', null)
  if (group === 'imported') query = query.where('importedAt', 'is not', null).where('authId', 'is', null)
  if (older) query = query.where('id', '<', older.id)
  return paged(await query.execute(), pageSize, ({ id }) => ({ sort: id, id }))
}

export async function keptMember(ctx: Ctx, handle: string): Promise<KeptMember> {
  demand(may.administer(ctx.viewer))
  return found(await kept(ctx).where('handle', '=', handle).executeTakeFirst())
}

const kept = ({ db }: Pick<Ctx, 'db'>) =>
  db
    .selectFrom('member')
    .select([
      'id',
      'handle',
      'name',
      'role',
      'picture',
      'email',
      'joinedAt',
      'lastSeenAt',
      'suspendedAt',
      'importedAt',
      'claimedAt',
    ])
    .select([
      sql<boolean>`auth_id is not null`.as('canSignIn'),
      sql<number>`question_count + discussion_count + answer_count`.as('postCount'),
    ])
    .where('removedAt', 'is', null)
