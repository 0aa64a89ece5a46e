/** Becoming a member: by signing up, by the set-up, by an import. */
import { type Ctx, type Role, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { memberJoined } from './facts.ts'

export interface Joining {
  name: string
  handle?: string
  email?: string | null
  authId?: string | null
  role?: Exclude<Role, 'guest'>
  language?: string | null
  by?: 'signUp' | 'setup' | 'import' | 'sample'
}

export interface Joined {
  id: number
  handle: string
  name: string
  role: Exclude<Role, 'guest'>
}

export async function join(ctx: Ctx, { by = 'signUp', ...joining }: Joining): Promise<Joined> {
  return transaction(ctx, async (tx) => {
    const member = await addMember(tx, joining)
    await record({ ...tx, viewer: { ...tx.viewer, id: member.id } }, memberJoined, {
      subjectId: member.id,
      data: { by },
    })
    return member
  })
}

// Two who join at once under one name may look up the same free handle; the second looks again.
async function addMember(tx: Ctx, { handle, ...row }: Omit<Joining, 'by'>): Promise<Joined> {
  for (;;) {
    const added = await tx.db
      .insertInto('member')
      .values({ ...row, handle: await freeHandle(tx, handle ?? row.name), joinedAt: tx.now })
      .onConflict((clash) => clash.column('handle').doNothing())
      .returning(['id', 'handle', 'name', 'role'])
      .executeTakeFirst()
    if (added) return added as Joined
  }
}

/** A name as a handle: lower-case Latin letters, digits, and single hyphens. */
export function handleFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const handle = plain
    .replace(/ø/g, 'o')
    .replace(/[æ]/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return handle.slice(0, 30).replace(/-+$/, '') || 'member'
}

// Names that would be mistaken for an address or for the house.
export const reservedHandles = new Set([
  'completion',
  'new',
  'admin',
  'administrator',
  'moderator',
  'staff',
  'team',
  'support',
  'everyone',
  'here',
  'all',
])

/** The wished handle, or the first free one with a number behind it. */
export async function freeHandle(ctx: Pick<Ctx, 'db'>, wish: string): Promise<string> {
  const stem = handleFrom(wish)
  const wanted = stem.length < 2 || reservedHandles.has(stem) ? `${stem}-1` : stem
  const taken = await ctx.db
    .selectFrom('member')
    .select('handle')
    .where((eb) => eb.or([eb('handle', '=', wanted), eb('handle', 'like', `${stem}-%`)]))
    .execute()
  const handles = new Set(taken.map((each) => each.handle))
  if (!handles.has(wanted)) return wanted
  for (let number = 2; ; number++) if (!handles.has(`${stem}-${number}`)) return `${stem}-${number}`
}
