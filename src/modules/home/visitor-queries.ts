/** What a visitor sees at the door. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { settings, type Settings } from '#modules/community/index.ts'
import { busyTopics, type ThreadRow, threadList } from '#modules/conversations/index.ts'
import { type Person, person } from '#modules/members/index.ts'
import { sought } from '#modules/search/index.ts'
import { spacesInSight, spaceTree } from '#modules/spaces/index.ts'
import { type Figures, figures, type Shelf } from './figures.ts'
import { kept } from '#platform/keep.ts'

export interface Useful {
  id: number
  kind: 'question' | 'discussion'
  title: string
  slug: string
  solved: boolean
  answers: number
  /** Of the accepted answer, else of the opening. */
  excerpt: string
  place: { slug: string; name: string }
  createdAt: Date
  firstResponseAt: Date | null
  helped: number
}

export interface VisitorHome {
  community: Pick<Settings, 'name' | 'tagline' | 'welcome' | 'company'>
  figures: Figures
  /** Words that people looked for lately; while those are few, the topics they write about. */
  sought: string[]
  soughtIsReal: boolean
  useful: Useful[]
  /** Whether `useful` is of this week; else of all time. */
  thisWeek: boolean
  newest: ThreadRow[]
  shelves: Shelf[]
  host: Person | null
}

// The door is the most opened page; its figures may be this many seconds old.
const atTheDoor = 10
// What helped most of all time changes slowly, and all votes are read for it.
const ofAllTime = 600

export const visitorHome = (ctx: Ctx): Promise<VisitorHome> =>
  kept(ctx, 'door', atTheDoor, readVisitorHome)

async function readVisitorHome(ctx: Ctx): Promise<VisitorHome> {
  const [community, told, looked, topics, week, newest, shelved, host] = await Promise.all([
    settings(ctx),
    figures(ctx),
    sought(ctx),
    busyTopics(ctx, 4),
    useful(ctx, 7),
    threadList(ctx, { list: 'newest', kind: 'question', size: 3 }),
    shelves(ctx),
    communityHost(ctx),
  ])
  const thisWeek = week.length >= 2
  return {
    community,
    figures: told,
    host,
    shelves: shelved,
    newest: newest.rows,
    thisWeek,
    soughtIsReal: looked.length >= 2,
    sought: looked.length >= 2 ? looked : topics.map((topic) => topic.name.replaceAll('-', ' ')),
    useful: thisWeek ? week : await kept(ctx, 'useful', ofAllTime, (shared) => useful(shared, null)),
  }
}

const day = 86_400_000

/** Threads that most people found helpful, anything in them, in the last days or ever. */
async function useful(ctx: Ctx, days: number | null, size = 4): Promise<Useful[]> {
  const since = days === null ? sql`` : sql`and vote.at > ${new Date(ctx.now.getTime() - days * day)}`
  const { rows } = await sql<Useful>`
    select thread.id::float8 as id, thread.kind, thread.title, thread.slug, thread.answer_count as answers,
      thread.created_at, thread.first_response_at, thread.accepted_post_id is not null as solved, told.helped,
      coalesce(accepted.excerpt, opening.excerpt) as excerpt,
      json_build_object('slug', space.slug, 'name', space.name) as place
    from (select post.thread_id, count(*)::int as helped from vote join post on post.id = vote.post_id
        where vote.value > 0 and post.removed_at is null ${since} group by post.thread_id) told
      join thread on thread.id = told.thread_id join space on space.id = thread.space_id
      join post opening on opening.thread_id = thread.id and opening.kind = 'opening'
      left join post accepted on accepted.id = thread.accepted_post_id
    where thread.removed_at is null and thread.space_id in (${spacesInSight(ctx)})
    order by told.helped desc, thread.active_at desc limit ${size}`.execute(ctx.db)
  return rows
}

/** The top spaces in sight with the questions in them and below them. */
async function shelves(ctx: Ctx, size = 6): Promise<Shelf[]> {
  const tree = await spaceTree(ctx)
  const { rows } = await sql<{ spaceId: number; questions: number; answered: number }>`
    select space_id, count(*)::int as questions, count(*) filter (where answer_count > 0)::int as answered
    from thread where kind = 'question' and removed_at is null group by space_id`.execute(ctx.db)
  const counts = new Map(rows.map((row) => [Number(row.spaceId), row]))
  const totals = tree
    .filter((space) => space.depth === 0)
    .map(({ id, slug, name, spine }) => {
      const within = tree.slice(tree.findIndex((space) => space.id === id))
      const end = within.findIndex((space, index) => index > 0 && space.depth === 0)
      const mine = (end < 0 ? within : within.slice(0, end)).map((space) => counts.get(space.id))
      const [questions, answered] = [
        sum(mine.map((each) => each?.questions)),
        sum(mine.map((each) => each?.answered)),
      ]
      return { slug, name, spine, questions, answered: questions > 0 ? answered / questions : null }
    })
  return totals.sort((one, other) => other.questions - one.questions).slice(0, size)
}

const sum = (numbers: (number | undefined)[]) =>
  numbers.reduce<number>((total, each) => total + (each ?? 0), 0)

/** The community manager who was here last. */
export async function communityHost({ db }: Pick<Ctx, 'db'>): Promise<Person | null> {
  const row = await db
    .selectFrom('member')
    .select(person('member.id').as('person'))
    .where('role', '=', 'community_manager')
    .where('removedAt', 'is', null)
    .where('suspendedAt', 'is', null)
    .orderBy((eb) => eb.fn.coalesce('lastSeenAt', 'joinedAt'), 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.person ?? null
}
