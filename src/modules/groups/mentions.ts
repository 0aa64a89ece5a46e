/** Groups after an @: which there are for a viewer, and how many each would tell. */
import { sql } from 'kysely'
import { type Ctx, reaches } from '#platform/ctx.ts'
import { wroteOften } from '#modules/conversations/index.ts'
import { knowMentionables, type Mentionable } from '#modules/members/index.ts'
import { may } from './permissions.ts'
import { groupFrom, groupsOfAll, isKnown } from './sight.ts'

/** So many people at most hear of a post because somebody wrote the name of their group, who neither looks after it nor is of the team. */
const mostTold = 100

/** Everybody in it but the viewer, as far as they are still here. */
const others = (me: number) => sql<number>`(select count(*)::int from group_member join member on member.id = group_member.member_id
  where group_member.space_id = g.space_id and state = 'in' and member.removed_at is null and member.suspended_at is null and member.id <> ${me})`

const known = (ctx: Ctx) => groupsOfAll(ctx).select(others(ctx.viewer.id ?? 0).as('people')).where(isKnown).where('space.archivedAt', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof known>['execute']>>[number]

function mentionable(ctx: Ctx, { people, ...row }: Row, often: boolean): Mentionable {
  const group = groupFrom(row)
  const { id, slug, name, visibility } = group
  const mayMany = reaches(ctx.viewer, 'team') || (group.mine?.state === 'in' && group.mine.role !== 'member')
  const why = !may.mention(ctx.viewer, group) ? 'notYou' : people > mostTold && !mayMany ? 'tooMany' : often ? 'often' : null
  return { spaceId: id, handle: slug, name, people, hidden: visibility === 'hidden', why }
}

async function named(ctx: Ctx, handles: readonly string[]): Promise<Mentionable[]> {
  const rows = await known(ctx).where('space.slug', 'in', [...handles]).execute()
  if (rows.length === 0) return []
  const often = await wroteOften(ctx)
  // Of a hidden one there is nothing to say to who is only invited: it would neither be told nor linked.
  return rows.map((row) => mentionable(ctx, row, often)).filter(({ hidden, why }) => !(hidden && why === 'notYou'))
}

const offeredAtOnce = 3

async function offered(ctx: Ctx, start: string): Promise<Mentionable[]> {
  const like = `${start.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await known(ctx).where(sql<boolean>`(lower(space.slug) like ${like} or lower(space.name) like ${like})`)
    .orderBy(sql`mine.state is not distinct from 'in'`, 'desc').orderBy('space.name').orderBy('space.id').limit(20).execute()
  if (rows.length === 0) return []
  const often = await wroteOften(ctx)
  return rows.map((row) => mentionable(ctx, row, often)).filter(({ why }) => why !== 'notYou').slice(0, offeredAtOnce)
}

knowMentionables({ named, offered })
