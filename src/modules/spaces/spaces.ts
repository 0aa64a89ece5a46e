/** Spaces: places in the landscape, with who may see, ask and answer in them. */
import { type Ctx, type Level, stricter, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, found, Invalid } from '#platform/problems.ts'
import { spaceArchived, spaceChanged, spaceOpened } from './facts.ts'
import { may } from './permissions.ts'
import { isGroup, type Space, slugOf, spaceShown } from './queries.ts'
import type { NewSpace } from './shapes.ts'

export async function openSpace(ctx: Ctx, input: NewSpace): Promise<Space> {
  demand(may.arrange(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => addSpace(tx, input))
}

/** Adds a space without asking for a right: for the set-up and for imports. */
export async function addSpace(tx: Ctx, input: NewSpace): Promise<Space> {
  const parent = await parentOf(tx, input.parentId)
  const see = parent ? stricter(input.see, parent.see as Level) : input.see
  const row = await tx.db.insertInto('space')
    .values({ ...input, parentId: input.parentId ?? null, see, slug: await freeSlug(tx, input.slug || input.name), createdAt: tx.now })
    .returningAll().executeTakeFirstOrThrow()
  await record(tx, spaceOpened, { subjectId: row.id, spaceId: row.id, data: { see } })
  return row
}

export async function changeSpace(ctx: Ctx, id: number, { version, ...input }: NewSpace & { version: number }): Promise<Space> {
  demand(may.arrange(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    const before = found(await tx.db.selectFrom('space').selectAll().where('id', '=', id).where('ask', '<>', 'group').forUpdate().executeTakeFirst())
    if (before.version !== version) throw new Conflict('spaces:changedMeanwhile')
    const parent = await parentOf(tx, input.parentId)
    await refuseCircle(tx, id, parent?.id ?? null)
    const see = parent ? stricter(input.see, parent.see as Level) : input.see
    const { slug, ...rest } = input
    const after = await tx.db.updateTable('space')
      .set({ ...rest, parentId: input.parentId ?? null, see, version: version + 1, ...(slug && slug !== before.slug && { slug: await freeSlug(tx, slug) }) })
      .where('id', '=', id).returningAll().executeTakeFirstOrThrow()
    await closeChildren(tx, id, see)
    await record(tx, spaceChanged, { subjectId: id, spaceId: id, data: { fields: changedFields(before, after) } })
    return after
  })
}

const fields = ['parentId', 'slug', 'name', 'description', 'spine', 'position', 'see', 'ask', 'answer'] as const

const changedFields = (before: Space, after: Space) => fields.filter((field) => before[field] !== after[field])

/** A space put away: its threads stay readable, nothing new is written in it. */
export async function archiveSpace(ctx: Ctx, id: number, archived = true): Promise<void> {
  demand(may.arrange(ctx.viewer, undefined))
  await transaction(ctx, async (tx) => {
    found(await tx.db.updateTable('space').set({ archivedAt: archived ? tx.now : null }).where('id', '=', id).where('ask', '<>', 'group').returning('id').executeTakeFirst())
    await record(tx, archived ? spaceArchived : spaceOpened, { subjectId: id, spaceId: id, data: { see: '' } as never })
  })
}

// Nothing lies below a group.
async function parentOf(tx: Ctx, id: number | null | undefined): Promise<Space | null> {
  const parent = id ? await spaceShown(tx, { id }) : null
  return parent && found(isGroup(parent) ? null : parent)
}

// What lies below a closed door is behind that door.
async function closeChildren(tx: Ctx, parentId: number, see: Level) {
  const children = await tx.db.selectFrom('space').select(['id', 'see']).where('parentId', '=', parentId).execute()
  for (const child of children) {
    const strict = stricter(child.see as Level, see)
    await tx.db.updateTable('space').set({ see: strict }).where('id', '=', child.id).execute()
    await closeChildren(tx, child.id, strict)
  }
}

async function refuseCircle(tx: Ctx, id: number, parentId: number | null) {
  for (let above = parentId; above !== null; ) {
    if (above === id) throw new Invalid({ parentId: 'spaces:circle' })
    above = (await tx.db.selectFrom('space').select('parentId').where('id', '=', above).executeTakeFirst())?.parentId ?? null
  }
}

export async function freeSlug(tx: Ctx, wish: string): Promise<string> {
  const stem = slugOf(wish, 50) || 'space'
  const taken = await tx.db.selectFrom('space').select('slug').where('slug', 'like', `${stem.replace(/[%_\\]/g, '')}%`).execute()
  const slugs = new Set(taken.map((each) => each.slug))
  if (!slugs.has(stem)) return stem
  for (let number = 2; ; number++) if (!slugs.has(`${stem}-${number}`)) return `${stem}-${number}`
}
