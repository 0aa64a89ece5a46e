/** What docs/participation.md says of levels, said once more in memory, against each query that answers for it. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { openSite, type Site } from '#test/site.ts'
import { type Followed, isFollowed } from './follow-queries.ts'
import { isNotMuted, levelFor } from './heard.ts'
import { hearersOf } from './hearers.ts'
import { type FollowLevel, followLevels } from './shapes.ts'

const [people, rooms, words, threads] = [6, 5, 4, 8]
const upTo = (count: number) => fc.integer({ min: 0, max: count - 1 })
const louder = fc.constantFrom<FollowLevel>('watching', 'tracking', 'muted')

const town = fc.record({
  above: fc.tuple(...Array.from({ length: rooms }, (_, n) => fc.option(upTo(Math.max(n, 1)), { nil: null }).map((up) => (n === 0 ? null : up)))),
  threads: fc.array(fc.record({ author: upTo(people), room: upTo(rooms), topics: fc.uniqueArray(upTo(words), { maxLength: 3 }) }), { minLength: threads, maxLength: threads }),
  chosen: fc.uniqueArray(
    fc.record({ who: upTo(people), thread: upTo(threads), level: fc.constantFrom(...followLevels), cause: fc.constantFrom('chosen', 'asked', 'wrote') }),
    { maxLength: 12, selector: ({ who, thread }) => `${who} ${thread}` },
  ),
  places: fc.uniqueArray(
    fc.oneof(
      fc.record({ who: upTo(people), kind: fc.constant('space' as const), at: upTo(rooms), level: louder }),
      fc.record({ who: upTo(people), kind: fc.constant('topic' as const), at: upTo(words), level: louder }),
      fc.record({ who: upTo(people), kind: fc.constant('member' as const), at: upTo(people), level: louder }),
    ),
    { minLength: 4, maxLength: 24, selector: ({ who, kind, at }) => `${who} ${kind} ${at}` },
  ),
})
type Town = ReturnType<typeof town.generate>['value_']

const byItself = { asked: 'watching', wrote: 'tracking' } as const
const loudest = (levels: readonly FollowLevel[]) => followLevels.find((level) => levels.includes(level))

/** The rule as the docs say it. */
function levelIn({ above, threads, chosen, places }: Town, who: number, thread: number): FollowLevel {
  const { author, room, topics } = threads[thread]!
  const mine = chosen.find((each) => each.who === who && each.thread === thread)
  if (mine?.cause === 'chosen') return mine.level
  const set = (kind: string, at: number) => places.find((each) => each.who === who && each.kind === kind && each.at === at)?.level
  const nearest = (from: number | null): FollowLevel | undefined => (from === null ? undefined : (set('space', from) ?? nearest(above[from]!)))
  const stands = set('member', author) === 'muted' ? 'muted' : (loudest(topics.flatMap((topic) => set('topic', topic) ?? [])) ?? nearest(room))
  return loudest([...(mine ? [mine.level] : []), ...(stands ? [stands] : [])]) ?? 'normal'
}

let site: Site
let ids: Record<'people' | 'rooms' | 'words' | 'threads', number[]>
let someone: Ctx[]
beforeAll(async () => {
  site = await openSite()
  someone = []
  for (let n = 0; n < people; n++) someone.push(await site.member(`Person ${n}`))
  const made: number[] = []
  for (let n = 0; n < threads; n++) made.push((await site.question(someone[0]!, { title: `The question number ${n}`, topics: n === 0 ? ['one', 'two', 'three'] : n === 1 ? ['four'] : [] })).id)
  const spaces: number[] = []
  for (let n = 0; n < rooms; n++) spaces.push((await site.space({ name: `Room ${n}` })).id)
  const topics = await site.db.selectFrom('topic').select('id').orderBy('id').execute()
  ids = { people: someone.map(({ viewer }) => viewer.id!), rooms: spaces, words: topics.map(({ id }) => id), threads: made }
})

async function build(town: Town) {
  await sql`truncate follow, thread_follow, thread_topic`.execute(site.db)
  for (const [n, up] of town.above.entries()) await sql`update space set parent_id = ${up === null ? null : ids.rooms[up]!} where id = ${ids.rooms[n]!}`.execute(site.db)
  const values = town.threads.map(({ author, room }, n) => sql`(${ids.threads[n]!}::bigint, ${ids.people[author]!}::bigint, ${ids.rooms[room]!}::bigint)`)
  await sql`update thread set author_id = author, space_id = room from (values ${sql.join(values)}) put (thread, author, room) where id = thread`.execute(site.db)
  const at = new Date()
  const tagged = town.threads.flatMap(({ topics }, n) => topics.map((topic) => ({ threadId: ids.threads[n]!, topicId: ids.words[topic]!, activeAt: at })))
  if (tagged.length > 0) await site.db.insertInto('threadTopic').values(tagged).execute()
  const chosen = town.chosen.map(({ who, thread, level, cause }) => ({ memberId: ids.people[who]!, threadId: ids.threads[thread]!, level, cause, at }))
  if (chosen.length > 0) await site.db.insertInto('threadFollow').values(chosen).execute()
  const of = { space: ids.rooms, topic: ids.words, member: ids.people }
  const places = town.places.map(({ who, kind, at: which, level }) => ({ memberId: ids.people[who]!, kind, subjectId: of[kind][which]!, level, at }))
  await site.db.insertInto('follow').values(places).execute()
}

async function asked(me: number) {
  const each = (how: Followed) => isFollowed(me, how)
  const { rows } = await sql<{ level: FollowLevel; wanted: boolean; few: boolean; many: boolean }>`
    select ${levelFor(sql`${me}::bigint`)} as level, ${isNotMuted(me)} as wanted, ${each('few')} as few, ${each('many')} as many
    from thread where id = any(${sql.raw(`array[${ids.threads.join()}]`)}) order by id`.execute(site.db)
  return rows
}

describe('what counts for a thread', () => {
  test('is the same in the docs, for one member, in lists, and for all when something happens', { timeout: 240_000 }, async () => {
    let cases = 0
    await fc.assert(
      fc.asyncProperty(town, async (drawn) => {
        // By itself only comes what asking and writing bring.
        const town = { ...drawn, chosen: drawn.chosen.map((each) => (each.cause === 'chosen' ? each : { ...each, level: byItself[each.cause as 'asked'] })) }
        await build(town)
        const levels = ids.people.map((_, who) => ids.threads.map((_, thread) => levelIn(town, who, thread)))
        for (const [who, id] of ids.people.entries()) {
          const watched = (thread: number) => town.places.some(({ who: by, kind, at, level }) => by === who && kind === 'member' && level !== 'muted' && at === town.threads[thread]!.author)
          const isNormal = (thread: number) => town.chosen.some((each) => each.who === who && each.thread === thread && each.level === 'normal')
          const rows = await asked(id)
          expect(rows.map(({ level }) => level)).toEqual(levels[who])
          expect(rows.map(({ wanted }) => wanted)).toEqual(levels[who]!.map((level) => level !== 'muted'))
          const followed = levels[who]!.map((level, thread) => level !== 'muted' && (level !== 'normal' || watched(thread)) && !isNormal(thread))
          expect(rows.map(({ few, wanted }) => few && wanted)).toEqual(followed)
          expect(rows.map(({ many, wanted }) => many && wanted)).toEqual(followed)
          cases += rows.length
        }
        for (const [n, { author, room }] of town.threads.entries()) {
          const by = ids.people[author]!
          const hearers = await hearersOf(site.guest, { thread: { id: ids.threads[n]!, authorId: by, spaceId: ids.rooms[room]!, see: 'everyone' }, by, meant: ids.people })
          const set = (who: number) => town.places.find((each) => each.who === who && each.kind === 'member' && each.at === author)?.level
          const wanted = ids.people.flatMap((id, who) => {
            const level = levels[who]![n]!
            const muted = level === 'muted' || set(who) === 'muted'
            return id === by ? [] : [[id, muted, !muted && (level === 'watching' || set(who) === 'watching')]]
          })
          expect(hearers.map(({ id, muted, watches }) => [id, muted, watches !== null])).toEqual(wanted)
        }
      }),
      { numRuns: 30 },
    )
    expect(cases).toBeGreaterThan(1000)
  })
})
