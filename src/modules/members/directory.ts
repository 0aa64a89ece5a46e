/** Finding people, and what a page shows of one. */
import { sql } from 'kysely'
import { type Ctx, reaches } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { found } from '#platform/problems.ts'
import { type Mentionable, mentionablesOffered } from './mentionables.ts'
import { newFor } from './person.ts'

/** Members that this viewer may see. A suspended one is shown to the team only. */
export function membersInSight({ db, viewer }: Pick<Ctx, 'db' | 'viewer'>) {
  const query = db.selectFrom('member').where('member.removedAt', 'is', null)
  return reaches(viewer, 'team') ? query : query.where('member.suspendedAt', 'is', null)
}

const columns = [
  'id',
  'handle',
  'name',
  'role',
  'picture',
  'headline',
  'location',
  'expertise',
  'products',
  'joinedAt',
  'importedAt',
] as const
const counts = ['questionCount', 'discussionCount', 'answerCount', 'acceptedCount', 'helpfulCount'] as const
const insideCounts = [
  'insideQuestionCount as questionCount',
  'insideDiscussionCount as discussionCount',
  'insideAnswerCount as answerCount',
  'insideAcceptedCount as acceptedCount',
  'insideHelpfulCount as helpfulCount',
] as const

/** What is counted for this viewer: members see spaces that guests do not. */
const countsFor = ({ viewer }: Pick<Ctx, 'viewer'>) => (viewer.id === null ? counts : insideCounts)
const standingFor = ({ viewer }: Pick<Ctx, 'viewer'>) => (viewer.id === null ? 'acceptedCount' : 'insideAcceptedCount')

export interface MemberRow {
  id: number
  handle: string
  name: string
  role: Exclude<Ctx['viewer']['role'], 'guest'>
  picture: string | null
  headline: string
  location: string
  expertise: string[]
  products: string[]
  joinedAt: Date
  isNew: boolean
  questionCount: number
  discussionCount: number
  answerCount: number
  acceptedCount: number
  helpfulCount: number
}

export type Sort = 'standing' | 'newest'

export interface Wish {
  q?: string | undefined
  sort: Sort
  expertise?: string | undefined
  product?: string | undefined
  older?: Key | undefined
}

const pageSize = 30

export async function directory(ctx: Ctx, wish: Wish): Promise<Paged<MemberRow>> {
  const { sort, older } = wish
  let query = filtered(ctx, wish)
    .select(columns)
    .select(countsFor(ctx))
    .select(sortOf(ctx, sort).as('sort'))
    .orderBy(sort === 'newest' ? 'joinedAt' : standingFor(ctx), 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
  if (older) query = query.where(before(ctx, sort, older))
  const rows = await query.execute()
  return paged(
    rows.map((row) => ({ ...asRow(row), sort: row.sort })),
    pageSize,
    ({ sort: at, id }) => ({ sort: at, id }),
  )
}

const sortOf = (ctx: Ctx, sort: Sort) =>
  sort === 'newest' ? sql<number>`extract(epoch from member.joined_at)::float8` : sql<number>`${sql.ref(standingFor(ctx))}`

// A key that somebody typed may be any number; the database counts only so far.
const within = (at: number, most: number) => Math.min(most, Math.max(-most, at))
const mostCount = 2_147_483_647
const mostSeconds = 8_000_000_000

// Written with the columns of the index, so that a late page costs no more than the first.
const before = (ctx: Ctx, sort: Sort, { sort: at, id }: Key) =>
  sort === 'newest'
    ? sql<boolean>`(member.joined_at, member.id) < (to_timestamp(${within(at, mostSeconds)}::float8), ${id}::bigint)`
    : sql<boolean>`(${sql.ref(standingFor(ctx))}, member.id) < (${Math.trunc(within(at, mostCount))}::int, ${id}::bigint)`

function filtered(ctx: Ctx, { q = '', expertise, product }: Wish) {
  let query = membersInSight(ctx)
  const words = q.trim().toLowerCase().replace(/^@/, '')
  if (words)
    query = query.where((eb) =>
      eb.or([
        ...nameLike(words),
        sql<boolean>`${words} = any(member.expertise)`,
        sql<boolean>`${words} in (select lower(each) from unnest(member.products) each)`,
      ]),
    )
  if (expertise) query = query.where(sql<boolean>`${expertise.toLowerCase()} = any(member.expertise)`)
  if (product) query = query.where(sql<boolean>`${product} = any(member.products)`)
  return query
}

// `%` and `_` typed by somebody mean themselves.
const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&')

function nameLike(words: string) {
  const start = `${literal(words)}%`
  return [
    sql<boolean>`lower(member.name) like ${start}`,
    sql<boolean>`lower(member.name) like ${`% ${start}`}`,
    sql<boolean>`member.handle like ${start}`,
  ]
}

function asRow<Row extends { role: string; joinedAt: Date; importedAt: Date | null }>({
  importedAt,
  ...row
}: Row) {
  return {
    ...row,
    role: row.role as MemberRow['role'],
    isNew: importedAt === null && Date.now() - row.joinedAt.getTime() < newFor,
  }
}

// As many as fit under a cursor.
const completions = 8

/** Who may be meant by `@an`: names and handles that start so, the most helpful first, and if wished groups. */
export async function completion(ctx: Ctx, { q, groups }: { q: string; groups?: '1' | undefined }): Promise<{ people: MemberRow[]; groups: Mentionable[] }> {
  const words = q.trim().toLowerCase()
  if (!words) return { people: [], groups: [] }
  const rows = await membersInSight(ctx)
    .select(columns)
    .select(countsFor(ctx))
    .where((eb) => eb.or(nameLike(words)))
    .orderBy(standingFor(ctx), 'desc')
    .orderBy('id')
    .limit(completions)
    .execute()
  return { people: rows.map(asRow), groups: groups ? await mentionablesOffered(ctx, words) : [] }
}

export interface MemberShown extends MemberRow {
  about: string
  aboutHtml: string
  website: string
  lastSeenAt: Date | null
  imported: boolean
  suspended: boolean
  version: number
}

export async function memberShown(ctx: Pick<Ctx, 'db' | 'viewer'>, handle: string): Promise<MemberShown> {
  const row = await membersInSight(ctx)
    .select(columns)
    .select(countsFor(ctx))
    .select(['about', 'aboutHtml', 'website', 'lastSeenAt', 'suspendedAt', 'version', 'authId'])
    .where('handle', '=', handle.toLowerCase())
    .executeTakeFirst()
  const { suspendedAt, authId, ...member } = found(row)
  return {
    ...asRow(member),
    suspended: suspendedAt !== null,
    imported: row!.importedAt !== null && authId === null,
  }
}
