/** What a viewer may see, and how an action takes hold of it. Every read and every action starts here. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { reaches, type Viewer } from '#platform/ctx.ts'
import { found } from '#platform/problems.ts'
import { spacesInSight } from '#modules/spaces/index.ts'
import { may, type PostRights, type ThreadRights } from './permissions.ts'

export { pathOf, postPath } from './pages/paths.ts'

/** The groups that the viewer looks after. */
const lookedAfter = ({ groups = [] }: Viewer) => groups.filter(({ role }) => role !== 'member').map(({ spaceId }) => spaceId)

/** The threads in the viewer's sight, removed ones only for the team and those who look after their group. What you cannot see does not exist. */
export function threadsInSight(ctx: Pick<Ctx, 'db' | 'viewer'>) {
  const threads = ctx.db.selectFrom('thread').where('thread.spaceId', 'in', spacesInSight(ctx))
  if (reaches(ctx.viewer, 'team')) return threads
  const own = lookedAfter(ctx.viewer)
  if (own.length === 0) return threads.where('thread.removedAt', 'is', null)
  return threads.where((eb) => eb.or([eb('thread.removedAt', 'is', null), eb('thread.spaceId', 'in', own)]))
}

/** The threads of lists: in sight, and not removed for anybody. */
export const threadsListed = (ctx: Pick<Ctx, 'db' | 'viewer'>) =>
  threadsInSight(ctx).where('thread.removedAt', 'is', null)

/** Which of these threads a viewer may see, asked for many viewers at once. */
export async function threadsSeen(ctx: Pick<Ctx, 'db'>, asked: readonly { viewer: Ctx['viewer']; ids: readonly number[] }[]): Promise<Set<number>[]> {
  const each = asked.map(({ viewer, ids }, n) => sql`
    select ${n}::int as n, thread.id::float8 as id from (${threadsInSight({ db: ctx.db, viewer }).select('thread.id').where('thread.id', 'in', ids)}) thread`)
  const { rows } = await sql<{ n: number; id: number }>`${sql.join(each, sql` union all `)}`.execute(ctx.db)
  const seen = asked.map(() => new Set<number>())
  for (const { n, id } of rows) seen[n]!.add(id)
  return seen
}

export interface HeldThread extends ThreadRights {
  id: number
  spaceId: number
  title: string
  slug: string
  kind: 'question' | 'discussion'
  version: number
  acceptedPostId: number | null
  answerCount: number
  firstResponseAt: Date | null
  pinnedAt: Date | null
  mergedIntoId: number | null
  activeAt: Date
}

/** Reads a thread in sight and holds it until the transaction ends, so that counts and marks stay true. */
export async function holdThread(tx: Ctx, id: number): Promise<HeldThread> {
  const row = await threadsInSight(tx)
    .innerJoin('space', 'space.id', 'thread.spaceId')
    .select([
      'thread.id',
      'thread.spaceId',
      'thread.kind',
      'thread.title',
      'thread.slug',
      'thread.authorId',
      'thread.version',
      'thread.acceptedPostId',
      'thread.answerCount',
      'thread.firstResponseAt',
      'thread.pinnedAt',
      'thread.closedAt',
      'thread.removedAt',
      'thread.mergedIntoId',
      'thread.activeAt',
      'space.see',
      'space.ask',
      'space.answer',
      'space.archivedAt',
    ])
    .where('thread.id', '=', id)
    .forUpdate('thread')
    .executeTakeFirst()
  const { see, ask, answer, archivedAt, ...thread } = found(row)
  return {
    ...thread,
    kind: thread.kind as 'question' | 'discussion',
    space: { id: thread.spaceId, see, ask, answer, archivedAt },
  }
}

export interface HeldPost extends PostRights {
  id: number
  threadId: number
  parentId: number | null
  kind: 'opening' | 'answer' | 'reply' | 'comment'
  body: string
  version: number
  language: string | null
  languageChosen: boolean
  createdAt: Date
  helpfulCount: number
  thread: HeldThread
}

/** Holds a post and the thread it stands in; the thread first, always, so that two actions never wait in a circle. */
export async function holdPost(tx: Ctx, id: number): Promise<HeldPost> {
  const place = found(
    await tx.db.selectFrom('post').select('threadId').where('id', '=', id).executeTakeFirst(),
  )
  const thread = await holdThread(tx, place.threadId)
  const post = await tx.db
    .selectFrom('post')
    .select([
      'id',
      'threadId',
      'parentId',
      'kind',
      'authorId',
      'body',
      'version',
      'language',
      'languageChosen',
      'createdAt',
      'removedAt',
      'helpfulCount',
    ])
    .where('id', '=', id)
    .where('threadId', '=', thread.id)
    .forUpdate()
    .executeTakeFirst()
  const held = found(post)
  if (held.removedAt !== null && !may.seeRemoved(tx.viewer, thread.space) && held.authorId !== tx.viewer.id) found(null)
  // What hangs under something removed went with it.
  if (held.parentId !== null) await refuseUnderRemoved(tx, held.parentId, thread)
  return { ...held, kind: held.kind as HeldPost['kind'], thread }
}

async function refuseUnderRemoved(tx: Ctx, parentId: number, { space }: HeldThread) {
  const parent = await tx.db.selectFrom('post').select(['removedAt', 'authorId']).where('id', '=', parentId).executeTakeFirst()
  const { removedAt, authorId } = found(parent)
  if (removedAt !== null && !may.seeRemoved(tx.viewer, space) && authorId !== tx.viewer.id) found(null)
}
