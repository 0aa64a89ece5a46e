/** What helps somebody who asks: what was answered already, where it belongs, what to expect. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { settings } from '#modules/community/index.ts'
import { type Found, matches } from '#modules/search/index.ts'
import { maySpaces, ownGroupSpaces, type SpaceInTree, spaceTree } from '#modules/spaces/index.ts'
import { newAskToken, noteShown } from './asks.ts'
import { draftAt } from './drafts.ts'
import { type Pace, paceBySpace } from './rail-queries.ts'
import type { AskTyped, Kind } from './shapes.ts'
import type { TopicRef } from './thread-queries.ts'

export interface AskSpace {
  id: number
  slug: string
  name: string
  depth: number
  pace: Pace | null
}

export interface Help {
  /** The try to ask that this belongs to; none for a discussion, which has no answer to find. */
  token: string | null
  matches: Found[]
  topics: TopicRef[]
  /** The space that most of the matches are in. */
  space: AskSpace | null
}

export interface AskReading extends Help {
  kind: Kind
  typed: AskTyped
  draftVersion: number
  /** The words came with the address: what was begun before is offered beside them. */
  given: boolean
  spaces: AskSpace[]
  products: string[]
}

/** All that the ask page shows. What was typed wins over the draft. */
export async function readAsk(ctx: Ctx, kind: Kind, typed: AskTyped): Promise<AskReading> {
  const draft = await draftAt(ctx, 'ask')
  const begun = typed.title || typed.body || !draft ? typed : { ...typed, ...fromDraft(draft) }
  const spaces = await spacesToAsk(ctx)
  const wished = spaces.find((space) => space.slug === typed.space)
  const products = await productsOf(ctx)
  const token = kind === 'question' ? (typed.ask ?? newAskToken()) : null
  const help = await helpFor(ctx, { ...begun, token }, spaces)
  return {
    ...help,
    kind,
    spaces,
    products: products.all,
    draftVersion: draft?.version ?? 0,
    given: begun === typed && Boolean(typed.title || typed.body),
    typed: {
      ...begun,
      spaceId: begun.spaceId || String(wished?.id ?? ''),
      products: begun.products ?? products.mine,
    },
  }
}

interface Words {
  title: string
  body: string
  token: string | null
}

/** What was answered already, and what that says about space and topics. Notes what is shown. */
export async function helpFor(ctx: Ctx, { title, body, token }: Words, spaces?: AskSpace[]): Promise<Help> {
  const found = title.trim().length > 2 ? await matches(ctx, { title, body }) : []
  if (token)
    await noteShown(
      ctx,
      token,
      title,
      found.map((each) => each.id),
    )
  return {
    token,
    matches: found,
    topics: await topicsOf(ctx, found),
    space: await commonSpace(ctx, found, spaces),
  }
}

/** The spaces where the viewer may ask; for a guest, where they might once they have joined. */
async function spacesToAsk(ctx: Ctx): Promise<AskSpace[]> {
  const pace = await paceBySpace(ctx)
  const may = (space: SpaceInTree) =>
    ctx.viewer.id === null ? space.ask === 'members' : maySpaces.askIn(ctx.viewer, space)
  return [...(await spaceTree(ctx)), ...(await groupsToAsk(ctx))]
    .filter(may)
    .map(({ id, slug, name, depth }) => ({ id, slug, name, depth, pace: pace.get(id) ?? null }))
}

/** Groups are no part of the landscape, and offered after it. */
async function groupsToAsk(ctx: Ctx): Promise<SpaceInTree[]> {
  const groups = await ownGroupSpaces(ctx)
  return groups.map((space) => ({ ...space, depth: 0 }))
}

async function commonSpace(ctx: Ctx, found: Found[], spaces?: AskSpace[]): Promise<AskSpace | null> {
  const counts = Map.groupBy(found, (each) => each.space?.slug)
  const [most] = [...counts].sort(([, one], [, other]) => other.length - one.length)
  if (!most?.[0]) return null
  return (spaces ?? (await spacesToAsk(ctx))).find((space) => space.slug === most[0]) ?? null
}

const topicsSuggested = 6

async function topicsOf(ctx: Ctx, found: Found[]): Promise<TopicRef[]> {
  if (found.length === 0) return []
  const { rows } = await sql<TopicRef>`
    select topic.slug, topic.name from thread_topic join topic on topic.id = thread_topic.topic_id
    where thread_id in (${sql.join(found.map((each) => each.id))})
    group by topic.id order by count(*) desc, topic.slug limit ${topicsSuggested}`.execute(ctx.db)
  return rows
}

async function productsOf(ctx: Ctx): Promise<{ all: string[]; mine: string[] }> {
  const { products } = await settings(ctx)
  const member =
    ctx.viewer.id === null
      ? undefined
      : await ctx.db
          .selectFrom('member')
          .select('products')
          .where('id', '=', ctx.viewer.id)
          .executeTakeFirst()
  const mine = member?.products ?? []
  return { all: [...new Set([...mine, ...products])], mine }
}

/** A draft is kept as its fields were called: boxes as `name:value`, the rest by name. */
function fromDraft({
  title,
  body,
  details,
}: {
  title: string
  body: string
  details: Record<string, unknown>
}): Partial<AskTyped> {
  const ticked = (name: string) =>
    Object.entries(details).flatMap(([key, on]) =>
      on === true && key.startsWith(`${name}:`) ? [key.slice(name.length + 1)] : [],
    )
  const others =
    typeof details.topics === 'string'
      ? details.topics
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean)
      : []
  return {
    title,
    body,
    spaceId: typeof details.spaceId === 'string' ? details.spaceId : '',
    topics: [...ticked('topics'), ...others],
    products: ticked('products'),
  }
}
