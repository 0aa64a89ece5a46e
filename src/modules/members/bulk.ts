/** Many members at once, for imports and the sample. Whoever calls this keeps the rules; here only rows are written. */
import { sql } from 'kysely'
import type { Ctx, Role } from '#platform/ctx.ts'
import { idList, putMany, setMany } from '#platform/many.ts'

export interface MemberRow {
  id: number
  name: string
  role: Exclude<Role, 'guest'>
  headline: string
  about: string
  aboutHtml: string
  location: string
  website: string
  expertise: string[]
  products: string[]
  picture: string | null
  joinedAt: Date
  lastSeenAt: Date | null
  importedAt: Date | null
  claimedAt: Date | null
  suspendedAt: Date | null
  removedAt: Date | null
  email: string | null
  version: number
}

/** Adds members or changes them to what is given. A new one gets a handle by its id until `putHandles`. */
export async function putMembers(tx: Ctx, rows: readonly MemberRow[]): Promise<void> {
  const known = await tx.db
    .selectFrom('member')
    .select(['id', 'handle'])
    .where('id', 'in', [0, ...rows.map((row) => row.id)])
    .execute()
  const handles = new Map(known.map((each) => [each.id, each.handle]))
  await putMany(
    tx,
    'member',
    rows.map((row) => ({ ...row, handle: handles.get(row.id) ?? provisional(row.id) })),
    { key: ['id'] },
  )
}

const provisional = (id: number) => `~${id}~`

export type MemberChange = Omit<MemberRow, 'role' | 'picture' | 'importedAt' | 'claimedAt' | 'suspendedAt' | 'email' | 'version'>

/** Changes what is written about members; their role and standing stay. */
export const changeMembers = (tx: Ctx, rows: readonly MemberChange[]) => setMany(tx, 'member', rows)

/** Who has these handles now. */
export async function handlesTaken(ctx: Pick<Ctx, 'db'>, handles: readonly string[]): Promise<Map<string, number>> {
  if (handles.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('member')
    .select(['id', 'handle'])
    .where('handle', 'in', [...handles])
    .execute()
  return new Map(rows.map((row) => [row.handle, row.id]))
}

/** Gives handles. They must be free, or change hands among the given members. */
export async function putHandles(tx: Ctx, rows: readonly { id: number; handle: string }[]): Promise<void> {
  // Two steps: the index would not let two members swap.
  await setMany(
    tx,
    'member',
    rows.map(({ id }) => ({ id, handle: provisional(id) })),
  )
  await setMany(tx, 'member', rows)
}

/** Takes imported members away, or back. Whoever has claimed their account stays. */
export async function setMembersRemoved(tx: Ctx, ids: readonly number[], at: Date | null): Promise<void> {
  if (ids.length === 0) return
  await tx.db
    .updateTable('member')
    .set({ removedAt: at })
    .where(sql<boolean>`id = any(${idList(ids)})`)
    .where('claimedAt', 'is', null)
    .where('importedAt', 'is not', null)
    .execute()
}
