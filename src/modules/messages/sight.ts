/** Which circles there are for a viewer, and how an action takes hold of one. Whoever is not in it, and is no team that was written to, finds none. */
import { type RawBuilder, sql } from 'kysely'
import { type Ctx, reaches } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import { type Person, person } from '#modules/members/index.ts'
import type { CircleKind, CircleRights, Shut } from './permissions.ts'

type Asking = Pick<Ctx, 'db' | 'viewer'>
const me = ({ viewer }: Pick<Ctx, 'viewer'>) => viewer.id ?? 0

/** As a condition on `circle`: the viewer may read it, as `may.read` says. */
export const isSeen = (ctx: Pick<Ctx, 'viewer'>): RawBuilder<boolean> => sql<boolean>`case when circle.kind = 'team' then circle.member_id = ${me(ctx)} or ${reaches(ctx.viewer, 'team')}
  else exists (select 1 from circle_member sees where sees.circle_id = circle.id and sees.member_id = ${me(ctx)} and sees.left_at is null) end`

export const circlesInSight = (ctx: Asking) => ctx.db.selectFrom('circle').where(isSeen(ctx))

/** Which of these circles a viewer may see, asked for many viewers at once. */
export async function circlesSeen(ctx: Pick<Ctx, 'db'>, asked: readonly { viewer: Ctx['viewer']; ids: readonly number[] }[]): Promise<Set<number>[]> {
  const each = asked.map(({ viewer, ids }, n) => sql`
    select ${n}::int as n, circle.id::float8 as id from (${circlesInSight({ db: ctx.db as Ctx['db'], viewer }).select('circle.id').where('circle.id', 'in', [...ids])}) circle`)
  const { rows } = await sql<{ n: number; id: number }>`${sql.join(each, sql` union all `)}`.execute(ctx.db)
  const seen = asked.map(() => new Set<number>())
  for (const { n, id } of rows) seen[n]!.add(id)
  return seen
}

/** As a condition on `message`: somebody who was added later sees what was said since. */
export const isSaidTo = (ctx: Pick<Ctx, 'viewer'>): RawBuilder<boolean> => sql<boolean>`message.id > coalesce(
  (select from_id from circle_member since where since.circle_id = message.circle_id and since.member_id = ${me(ctx)}), 0)`

export interface Circle extends CircleRights {
  id: number
  name: string
  /** Who writes to the team. */
  memberId: number | null
  /** Those who are in it, who began it first. */
  people: Person[]
  lastMessageId: number
  waitingSince: Date | null
  muted: boolean
  fromId: number
  readTo: number
}

// Of two people: the other one.
const shutOf = (ctx: Pick<Ctx, 'viewer'>) => sql<Shut | null>`case when circle.kind = 'pair' then (
  select case when exists (select 1 from block where member_id = ${me(ctx)} and blocked_id = other.id) then 'youBlocked'
    when exists (select 1 from block where member_id = other.id and blocked_id = ${me(ctx)}) then 'takesNone'
    when other.removed_at is not null or other.suspended_at is not null or (other.imported_at is not null and other.auth_id is null) then 'gone' end
  from circle_member beside join member other on other.id = beside.member_id where beside.circle_id = circle.id and beside.member_id <> ${me(ctx)}) end`

/** Those in it; of more than there may be in one, the first. */
export const peopleOf = (without = 0) => sql<Person[]>`(select coalesce(json_agg(${person('inside.member_id')} order by inside.joined_at, inside.member_id), '[]')
  from circle_member inside where inside.circle_id = circle.id and inside.left_at is null and inside.member_id <> ${without})`

const circleRows = (ctx: Asking) => circlesInSight(ctx)
  .leftJoin('circleMember as mine', (join) => join.onRef('mine.circleId', '=', 'circle.id').on('mine.memberId', '=', me(ctx)).on('mine.leftAt', 'is', null))
  .select(['circle.id', 'circle.kind', 'circle.name', 'circle.memberId', 'circle.lastMessageId', 'circle.waitingSince', 'mine.muted', 'mine.fromId', 'mine.readTo'])
  .select([peopleOf().as('people'), shutOf(ctx).as('shut')])

/** @throws NotFound for what the viewer does not see */
export async function circleShown(ctx: Asking, id: number): Promise<Circle> {
  const { muted, fromId, readTo, kind, ...row } = found(await circleRows(ctx).where('circle.id', '=', id).executeTakeFirst())
  return { ...row, kind: kind as CircleKind, isIn: muted !== null, size: row.people.length, muted: muted ?? false, fromId: fromId ?? 0, readTo: readTo ?? row.lastMessageId }
}

/** Holds a circle until the transaction ends: what is said in it is said one after the other, and who is in it is read then. */
export async function holdCircle(tx: Ctx, id: number): Promise<Circle> {
  await tx.db.selectFrom('circle').select('id').where('id', '=', id).forUpdate().execute()
  return circleShown(tx, id)
}
