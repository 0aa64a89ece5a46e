/**
 * What was looked for, what it brought and what was opened: the searches without a result are the gaps of a community.
 * Searches are collected in memory and written in batches, because a read must not wait for a write; words stay in
 * search_query and never get into a fact.
 */
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import type { DocumentKind } from './documents.ts'
import { searchHelped, searchMade, searchOpened } from './facts.ts'

interface Made {
  at: Date
  memberId: number | null
  visitor: string | null
  place: string
  text: string
  results: number
  shown: Shown[]
}

/** A result, as it stood in the list. */
interface Shown {
  kind: DocumentKind
  id: number
}

let waiting: Made[] = []

// Crawlers search on their own account.
const robots = /bot|crawl|spider|slurp|preview|curl|wget|python|http-client/i
// The same words from the same person again within this time are a page turned back to, not another search. Who that is
// stays in memory, and only as long.
const sameSearch = 10 * 60_000
const recent = new Map<string, number>()
const longestText = 200
// Whoever looks further looks for something else.
const shownKept = 10

export const asKept = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase().slice(0, longestText)

interface Noted {
  text: string
  results: number
  shown: readonly Shown[]
  place: string
  agent: string
  ip: string
}

export function noteSearch(ctx: Ctx, { text, results, shown, place, agent, ip }: Noted): void {
  const made = {
    at: ctx.now,
    memberId: ctx.viewer.id,
    visitor: ctx.visitor,
    place,
    text: asKept(text),
    results,
    shown: shown.slice(0, shownKept).map(({ kind, id }) => ({ kind, id })),
  }
  if (
    made.text === '' ||
    robots.test(agent) ||
    isAgain(`${made.memberId ?? made.visitor ?? ip} ${made.text}`, ctx.now.getTime())
  )
    return
  waiting.push(made)
  writeSoon(ctx)
}

// Every process that answers searches writes its own; they may wait for this long. Without a queue this is a test.
const together = 15_000
let timer: NodeJS.Timeout | null = null

function writeSoon(ctx: Ctx) {
  if (timer !== null || ctx.wiring.queue === null) return
  timer = setTimeout(() => {
    timer = null
    // What could not be written now goes with the next search.
    writeSearches({ ...ctx, now: new Date() }).catch(() => {})
  }, together)
  timer.unref()
}

function isAgain(who: string, now: number): boolean {
  const before = recent.get(who)
  for (const [key, at] of recent)
    if (now - at > sameSearch) recent.delete(key)
    else break
  recent.delete(who)
  recent.set(who, now)
  return before !== undefined && now - before < sameSearch
}

/** For tests: nobody has searched yet. */
export const forgetSearches = () => {
  waiting = []
  recent.clear()
}

/** Writes what has been collected since the last time. */
export async function writeSearches(ctx: Ctx): Promise<void> {
  if (waiting.length === 0) return
  const batch = waiting
  waiting = []
  await transaction(ctx, async (tx) => {
    for (const { at, ...made } of batch) {
      const { id } = await tx.db
        .insertInto('searchQuery')
        .values({ at, ...made, shown: JSON.stringify(made.shown) })
        .returning('id')
        .executeTakeFirstOrThrow()
      const by = { ...tx, viewer: { ...tx.viewer, id: made.memberId } }
      await record(by, searchMade, { subjectId: id, at, data: { place: made.place, results: made.results } })
    }
  }).catch((error) => {
    waiting = [...batch, ...waiting]
    throw error
  })
}

export interface Choice {
  text: string
  kind: DocumentKind
  id: number
  helped: boolean
}

/** Notes which result was opened, or that it helped, beside the search that found it. Saying it twice counts once. */
export async function noteChoice(ctx: Ctx, choice: Choice): Promise<void> {
  await writeSearches(ctx)
  await transaction(ctx, async (tx) => {
    const query = await newestSearch(tx, asKept(choice.text))
    const { kind, id, helped } = choice
    const same = (each: Choice) => each.kind === kind && each.id === id && each.helped === helped
    if (!query || (query.clicked as Choice[]).some(same)) return
    const clicked = [...(query.clicked as Choice[]), { kind, id, helped }].slice(-50)
    await tx.db
      .updateTable('searchQuery')
      .set({ clicked: JSON.stringify(clicked) })
      .where('id', '=', query.id)
      .execute()
    if (helped)
      await record(tx, searchHelped, {
        subjectId: query.id,
        data: { kind, id, visitor: tx.viewer.id === null },
      })
    else await record(tx, searchOpened, { subjectId: query.id, data: { kind, id } })
  })
}

// Without a mark of their own, guests with the same words share one: their choices are still choices.
async function newestSearch(tx: Ctx, text: string) {
  const visitor = tx.viewer.id === null ? tx.visitor : null
  return tx.db
    .selectFrom('searchQuery')
    .select(['id', 'clicked'])
    .where('text', '=', text)
    .where('at', '>', new Date(tx.now.getTime() - 24 * 3600_000))
    .where(sql<boolean>`member_id is not distinct from ${tx.viewer.id}::bigint`)
    .where(sql<boolean>`visitor is not distinct from ${visitor}::text`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}
