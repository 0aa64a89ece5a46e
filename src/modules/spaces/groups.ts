/** The space of a group. Who may do this is decided by those who keep the groups; here it is only done. */
import { randomBytes } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { spaceArchived, spaceChanged, spaceOpened } from './facts.ts'
import { slugOf } from './queries.ts'
import { freeSlug } from './spaces.ts'

export interface GroupSpace {
  name: string
  description: string
  /** Everybody reads what is written in it. */
  open: boolean
  /** Nobody outside knows of it: its address does not follow from its name. */
  hidden: boolean
}

const spines = 7

/** Opens a space for a group. */
export async function addGroupSpace(tx: Ctx, { name, description, open, hidden }: GroupSpace): Promise<{ id: number; slug: string }> {
  const see = open ? 'everyone' : 'group'
  const row = await tx.db.insertInto('space')
    .values({ name, description, slug: await groupSlug(tx, name, hidden), see, ask: 'group', answer: 'group', spine: 1 + (name.length % spines), createdAt: tx.now })
    .returning(['id', 'slug']).executeTakeFirstOrThrow()
  await record(tx, spaceOpened, { subjectId: row.id, spaceId: row.id, data: { see } })
  return row
}

// Addresses of the house below /groups.
const taken = new Set(['new', 'similar', 'letters'])
const stemOf = (name: string) => {
  const stem = slugOf(name, 40) || 'group'
  return taken.has(stem) ? `${stem}-group` : stem
}

// Whoever gives a group the same name must not learn from its address that there is one already.
const groupSlug = (tx: Ctx, name: string, hidden: boolean) =>
  freeSlug(tx, hidden ? `${stemOf(name)}-${randomBytes(4).toString('hex')}` : stemOf(name))

/** Its address stays as it was. */
export async function changeGroupSpace(tx: Ctx, id: number, { name, description, open }: Omit<GroupSpace, 'hidden'>): Promise<void> {
  const before = await tx.db.selectFrom('space').select(['name', 'description', 'see']).where('id', '=', id).where('ask', '=', 'group').forUpdate().executeTakeFirstOrThrow()
  const after = { name, description, see: open ? 'everyone' : 'group' }
  const fields = (['name', 'description', 'see'] as const).filter((field) => before[field] !== after[field])
  if (fields.length === 0) return
  await tx.db.updateTable('space').set((eb) => ({ ...after, version: eb('version', '+', 1) })).where('id', '=', id).execute()
  await record(tx, spaceChanged, { subjectId: id, spaceId: id, data: { fields } })
}

export async function archiveGroupSpace(tx: Ctx, id: number, archived: boolean): Promise<void> {
  await tx.db.updateTable('space').set({ archivedAt: archived ? tx.now : null }).where('id', '=', id).where('ask', '=', 'group').execute()
  if (archived) await record(tx, spaceArchived, { subjectId: id, spaceId: id, data: {} })
  else await record(tx, spaceOpened, { subjectId: id, spaceId: id, data: { see: '' } })
}
