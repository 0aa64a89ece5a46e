/** What is new, counted by the product and by hand, over drawn communities; marking and taking back. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { joinGroup, leaveGroup, makeGroup } from '#modules/groups/index.ts'
import { openSite, type Site } from '#test/site.ts'
import { openTown, type Town } from '#test/town.ts'
import { moveThread, removeThread, restoreThread } from './curation.ts'
import { follow, followAll } from './follows.ts'
import { threadList } from './list-queries.ts'
import { mergeThread } from './merging.ts'
import { editPost, postAnswer, postComment, removePost, restorePost } from './posts.ts'
import { markAllRead, takeBackMark } from './read-lines.ts'
import { noteRead, readsWritten } from './reads.ts'
import { splitThread } from './splitting.ts'
import { threadShown } from './thread-queries.ts'
import { unreadBySpace } from './unread.ts'

const steps = ['write', 'comment', 'start', 'read', 'edit', 'removePost', 'restorePost', 'removeThread', 'restoreThread', 'merge', 'split', 'move', 'mute', 'unmute', 'muteSpace', 'follow', 'markAll', 'markSpace', 'takeBack', 'join', 'leave'] as const
const step = fc.record({ does: fc.constantFrom(...steps), who: fc.nat({ max: 3 }), at: fc.nat({ max: 40 }), other: fc.nat({ max: 40 }) })
type Step = { does: (typeof steps)[number]; who: number; at: number; other: number }

let site: Site
let people: Ctx[]
let team: Ctx
let rooms: number[]
let group: { id: number; slug: string }
let clock: number

beforeAll(async () => {
  site = await openSite()
  site.config.limits = false
  people = []
  for (let n = 0; n < 4; n++) people.push(await site.member(`Person ${n}`))
  team = await site.member('Mo', 'administrator')
  rooms = [site.square.id, (await site.space({ name: 'Below', parentId: site.square.id })).id, (await site.space({ name: 'Beside' })).id]
  group = await makeGroup(people[0]!, { name: 'Old stone houses', description: 'Thick walls, slow heat.', visibility: 'listed', joining: 'open', rules: '' })
  await joinGroup(people[1]!, group.slug)
  await sql`update member set joined_at = joined_at - interval '1 day'`.execute(site.db)
})

async function clean() {
  await sql`truncate thread, post, thread_read, read_line, space_read, thread_follow, follow, fact cascade`.execute(site.db)
  clock = Date.now() - 3_600_000
}

const tick = () => {
  clock += 1_000
  return new Date(clock)
}
const pick = <Thing,>(things: readonly Thing[], at: number) => things[at % Math.max(things.length, 1)]

async function viewerNow(ctx: Ctx): Promise<Ctx> {
  const groups = await site.db.selectFrom('groupMember').select(['spaceId', 'role']).where('memberId', '=', ctx.viewer.id!).where('state', '=', 'in').execute()
  return { ...ctx, viewer: { ...ctx.viewer, groups: groups as Ctx['viewer']['groups'] & object }, now: new Date(clock) }
}

/** The rule as the docs say it, asked thread by thread and post by post. */
async function byHand(ctx: Ctx): Promise<{ threads: Map<string, number>; fresh: Map<number, number> }> {
  const me = ctx.viewer.id!
  const [threads, posts, reads, lines, spaces, member] = await Promise.all([
    site.db.selectFrom('thread').selectAll().execute(),
    site.db.selectFrom('post').selectAll().execute(),
    site.db.selectFrom('threadRead').selectAll().where('memberId', '=', me).execute(),
    site.db.selectFrom('readLine').selectAll().where('memberId', '=', me).execute(),
    site.db.selectFrom('spaceRead').selectAll().where('memberId', '=', me).execute(),
    site.db.selectFrom('member').select('joinedAt').where('id', '=', me).executeTakeFirstOrThrow(),
  ])
  const seen = new Set((await site.db.selectFrom('space').select(['id', 'see']).execute()).filter(({ id, see }) => see === 'everyone' || ctx.viewer.groups?.some(({ spaceId }) => spaceId === id)).map(({ id }) => id))
  const removed = new Set(posts.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id))
  const counts = new Map<string, number>()
  const fresh = new Map<number, number>()
  for (const thread of threads) {
    if (thread.removedAt !== null || !seen.has(thread.spaceId)) continue
    if ((await levelByHand(me, thread)) === 'muted') continue
    const marks = [member.joinedAt, lines[0]?.at, reads.find(({ threadId }) => threadId === thread.id)?.readAt, spaces.find(({ spaceId }) => spaceId === thread.spaceId)?.at, new Date(clock - 30 * 86_400_000)]
    const mark = Math.max(...marks.map((at) => at?.getTime() ?? 0))
    const news = posts.filter((post) => post.threadId === thread.id && post.createdAt.getTime() > mark && post.authorId !== me && !removed.has(post.id) && !(post.parentId !== null && removed.has(post.parentId)))
    if (news.length === 0) continue
    const key = `${thread.spaceId} ${thread.kind}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    fresh.set(thread.id, news.filter(({ kind }) => kind !== 'opening').length)
  }
  return { threads: counts, fresh }
}

/** A thread's own level, else that of its nearest space with one; what came by writing is louder than a muted space. */
async function levelByHand(me: number, thread: { id: number; spaceId: number }) {
  const own = await site.db.selectFrom('threadFollow').select('level').where('memberId', '=', me).where('threadId', '=', thread.id).executeTakeFirst()
  if (own) return own.level
  const up = [thread.spaceId, ...(thread.spaceId === rooms[1] ? [rooms[0]!] : [])]
  for (const space of up) {
    const set = await site.db.selectFrom('follow').select('level').where('memberId', '=', me).where('kind', '=', 'space').where('subjectId', '=', space).executeTakeFirst()
    if (set) return set.level
  }
  return 'normal'
}

const taken = new Map<number, { at: Date; space?: string }>()

async function act({ does, who, at, other }: Step): Promise<void> {
  const ctx = { ...(await viewerNow(people[who]!)), now: tick() }
  const keeper = { ...team, now: ctx.now }
  const threads = await site.db.selectFrom('thread').selectAll().orderBy('id').execute()
  const posts = await site.db.selectFrom('post').selectAll().where('kind', '<>', 'opening').orderBy('id').execute()
  const [thread, post] = [pick(threads, at), pick(posts, at)]
  const places = [...rooms, group.id]
  if (does === 'start') return void (await site.question(ctx, { spaceId: pick(places, at)!, title: `What about number ${other}?`, kind: other % 3 === 0 ? 'discussion' : 'question' }))
  if (does === 'join') return void (await joinGroup(ctx, group.slug))
  if (does === 'leave') return void (await leaveGroup(ctx, group.slug))
  if (does === 'muteSpace') return followAll(ctx, 'space', pick(rooms, at)!, pick(['muted', 'normal', 'watching'] as const, other)!)
  if (does === 'markAll') return void taken.set(who, { at: await markAllRead(ctx) })
  if (does === 'markSpace') return void taken.set(who, { at: await markAllRead(ctx, { space: 'the-square' }), space: 'the-square' })
  if (does === 'takeBack') return taken.has(who) ? takeBackMark(ctx, taken.get(who)!.at, taken.get(who)!.space) : undefined
  if (!thread) return
  if (does === 'write') return void (await postAnswer(ctx, thread.id, { body: `Words ${other}` }))
  if (does === 'read') {
    noteRead(ctx, await threadShown(ctx, thread.id))
    return readsWritten(ctx)
  }
  if (does === 'removeThread') return void (await removeThread(keeper, thread.id))
  if (does === 'restoreThread') return void (await restoreThread(keeper, thread.id))
  if (does === 'mute' || does === 'unmute' || does === 'follow') return void (await follow(ctx, thread.id, does === 'mute' ? 'muted' : does === 'unmute' ? 'normal' : 'watching'))
  if (does === 'merge') return void (await mergeThread(keeper, thread.id, pick(threads, other)!.id))
  if (does === 'move') return void (await moveThread(keeper, thread.id, pick(rooms, other)!))
  if (!post) return
  if (does === 'comment') return void (await postComment(ctx, post.id, { body: `A word ${other}` }))
  if (does === 'edit') return void (await editPost(keeper, post.id, { body: `Better words ${other}`, version: post.version, reason: '' }))
  if (does === 'removePost') return void (await removePost(keeper, post.id))
  if (does === 'restorePost') return void (await restorePost(keeper, post.id))
  if (does === 'split') return void (await splitThread(keeper, post.threadId, `Another matter ${other}`, [post.id]))
}

const asCounted = (rows: Awaited<ReturnType<typeof unreadBySpace>>) => new Map(rows.map(({ spaceId, kind, count }) => [`${spaceId} ${kind}`, count]))

describe('what is new', () => {
  test('is the same by the product and by hand, whatever happens', { timeout: 600_000 }, async () => {
    let [done, unread] = [0, 0]
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (drawn) => {
        await clean()
        taken.clear()
        for (let n = 0; n < 4; n++) await act({ does: 'start', who: n, at: n % 3, other: n + 1 })
        for (const each of drawn) {
          // What is refused (closed, not in sight, merged with itself) changes nothing.
          await act(each).then(() => done++, (problem: Error & { status?: number }) => { if (!problem.status) throw problem })
        }
        for (const person of people) {
          const ctx = await viewerNow(person)
          const hand = await byHand(ctx)
          expect(asCounted(await unreadBySpace(ctx))).toEqual(hand.threads)
          const { rows } = await threadList(ctx, { list: 'latest', size: 100 })
          expect(new Map(rows.filter((row) => row.unread).map(({ id, fresh }) => [id, fresh]))).toEqual(hand.fresh)
          unread += hand.fresh.size
        }
      }),
      { numRuns: 25 },
    )
    expect(done).toBeGreaterThan(150)
    expect(unread).toBeGreaterThan(50)
  })
})

describe('reading', () => {
  let town: Town
  beforeEach(async () => {
    town = await openTown()
  })

  const minute = 60_000
  const later = (minutes: number) => new Date(Date.now() + minutes * minute)
  const unread = async (as: Ctx) => (await unreadBySpace(as)).reduce((sum, { count }) => sum + count, 0)

  test('goes as far as what the page showed: an answer that was still being written stays new', async () => {
    const { cleo, bob, asked } = town
    const shown = await threadShown(cleo, asked.id)
    await town.answer(town.at(bob, later(1)), asked, 'While you were reading')
    noteRead(town.at(cleo, later(2)), shown)
    await readsWritten(town.guest)
    expect(await unread(town.at(cleo, later(2)))).toBe(2)
    noteRead(town.at(cleo, later(3)), await threadShown(cleo, asked.id))
    await readsWritten(town.guest)
    expect(await unread(town.at(cleo, later(3)))).toBe(1)
  })

  test('of two who write at once the second stands behind the first', async () => {
    const { ada, bob, asked } = town
    const now = later(1)
    await town.answer(town.at(ada, now), asked, 'First to be kept')
    await town.answer(town.at(bob, new Date(now.getTime() - 200)), asked, 'Began before, waited')
    const posts = await town.db.selectFrom('post').select(['body', 'createdAt']).where('threadId', '=', asked.id).orderBy('createdAt', 'desc').limit(1).execute()
    expect(posts[0]!.body).toBe('Began before, waited')
  })

  test('rows say how much is new, and lead to the first of it', async () => {
    const { cleo, bob, ada, asked } = town
    noteRead(cleo, await threadShown(cleo, asked.id))
    await readsWritten(town.guest)
    await town.answer(town.at(bob, later(1)), asked, 'One')
    await town.answer(town.at(ada, later(2)), asked, 'Two')
    const [row] = (await town.api('GET', '/questions', undefined, town.at(cleo, later(3)))).json().rows
    expect(row).toMatchObject({ unread: true, isNew: false, fresh: 2 })
    const { body } = await town.get('/questions', cleo)
    expect(body).toContain(`/questions/${asked.id}/how-do-i-rotate-a-key?from=unread`)
    expect(body).toContain('2 new')
    expect((await town.api('GET', '/questions')).json().rows[0]).toMatchObject({ unread: false, isNew: false, fresh: 0 })
  })

  test('a space is marked with those below, and taken back; what came after the page was drawn stays new', async () => {
    const { bob, cleo } = town
    const shed = await town.space({ name: 'The shed', parentId: town.square.id })
    const yard = await town.space({ name: 'The yard' })
    await town.question(bob, { spaceId: shed.id, title: 'Where is the spade now?' })
    await town.question(bob, { spaceId: yard.id, title: 'Who planted the plum tree?' })
    const drawn = later(1)
    await town.question(town.at(bob, later(2)), { spaceId: shed.id, title: 'Where is the rake now?' })
    const reader = town.at(cleo, later(3))
    expect(await unread(reader)).toBe(5)
    const marked = await town.form('POST', '/threads/reading', { space: 'the-square', until: String(drawn.getTime()), to: '/spaces/the-square' }, cleo)
    const [, at] = /^\/spaces\/the-square\?read=(\d+)$/.exec(marked.headers.location as string)!
    expect(await unread(reader)).toBe(drawn.getTime() > Number(at) ? 2 : 2)
    const { body } = await town.get(`/spaces/the-square?read=${at}`, cleo)
    expect(body).toContain('Everything in The square is marked as read.')
    await town.form('DELETE', '/threads/reading', { space: 'the-square', at: at!, to: '/spaces/the-square' }, cleo)
    expect(await unread(reader)).toBe(5)
    expect((await town.form('POST', '/threads/reading', { space: 'nowhere' }, cleo)).statusCode).toBe(404)
    expect((await town.form('POST', '/threads/reading', {})).statusCode).not.toBe(303)
  })

  test('the navigation has figures where one follows, dots elsewhere, nothing where nothing is new', async () => {
    const { cleo } = town
    const at = () => town.get('/questions', cleo).then(({ body }) => /href="\/spaces\/the-square"[^>]*>(.*?)<\/a>/s.exec(body)![1]!)
    expect(await at()).toContain('is-dot')
    await followAll(cleo, 'space', town.square.id, 'watching')
    town.wiring.changes!.tell(['everything'])
    expect(await at()).toMatch(/is-new">2/)
    await markAllRead(cleo)
    expect(await at()).not.toMatch(/is-new|is-dot/)
  })
})
