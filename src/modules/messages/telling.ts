/** Telling people of what was said: their lists, the number of unread circles, notices and mails. */
import { sql } from 'kysely'
import { type Ctx, rolesAt } from '#platform/ctx.ts'
import { tellChanged, tellLive } from '#platform/facts.ts'
import { notify, type Told } from '#modules/notifications/index.ts'
import { pathOfCircle } from './pages/paths.ts'

/** Open lists of these members are told; the page fetches what it shows. */
const listChanged = (memberId: number) => ({ name: 'messages.changed', place: `member:${memberId}`, about: null, ids: {} })

interface Said {
  circleId: number
  kind: string
  memberId: number | null
  authorId: number
}

/** A message was written: whoever is in the circle is told, of what was written to the team those who answer there, else all of it. */
export async function tellOfMessage(tx: Ctx, factId: number, messageId: number): Promise<void> {
  const said = await saidIn(tx, messageId)
  if (!said) return
  const { circleId, authorId } = said
  const people = await hearersOf(tx, said)
  const lists = [...people.map(({ id }) => id), authorId]
  tellChanged(tx, lists.map((id) => `member:${id}` as const))
  await tellLive(tx, lists.map(listChanged))
  const told: Told[] = people.filter(({ muted, readTo }) => !muted && readTo < messageId).map(({ id }) => ({ memberId: id, kind: 'message' }))
  await notify(tx, told, { factId, actorId: authorId, title: '', path: pathOfCircle(circleId), spaceId: null, threadId: null, circleId, messageId })
  if (said.kind === 'team') await teamChanged(tx)
}

async function saidIn({ db }: Ctx, messageId: number): Promise<Said | undefined> {
  return db.selectFrom('message').innerJoin('circle', 'circle.id', 'message.circleId').select(['message.circleId', 'circle.kind', 'circle.memberId', 'message.authorId'])
    .where('message.id', '=', messageId).where('message.removedAt', 'is', null).executeTakeFirst()
}

interface Hearer {
  id: number
  muted: boolean
  /** Whoever looked on has read it before anybody could be told. */
  readTo: number
}

const staff = () => sql.join(rolesAt('team'))

async function hearersOf({ db }: Ctx, { circleId, kind, memberId, authorId }: Said): Promise<Hearer[]> {
  const { rows: inside } = await sql<Hearer>`
    select mine.member_id::float8 as id, mine.muted, mine.read_to::float8 as read_to from circle_member mine join member on member.id = mine.member_id
    where mine.circle_id = ${circleId} and mine.left_at is null and mine.member_id <> ${authorId}
      and (${kind} <> 'team' or mine.member_id = ${memberId}::bigint or member.role in (${staff()}))`.execute(db)
  // All of the team while nobody of it has answered.
  if (kind !== 'team' || authorId !== memberId || inside.length > 0) return inside
  const { rows } = await sql<Hearer>`
    select id::float8 as id, false as muted, 0 as read_to from member where role in (${staff()}) and id <> ${authorId} and removed_at is null and suspended_at is null
      and not exists (select 1 from circle_member mine where mine.circle_id = ${circleId} and mine.member_id = member.id)`.execute(db)
  return rows
}

/** How many wait for the team is said on every page of theirs. */
export async function teamChanged(tx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: number }>`select id::float8 as id from member where role in (${staff()}) and removed_at is null`.execute(tx.db)
  tellChanged(tx, rows.map(({ id }) => `member:${id}` as const))
  await tellLive(tx, rows.map(({ id }) => listChanged(id)))
}
