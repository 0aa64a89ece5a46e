/** Promises about members and accounts, checked by `folkmoot doctor --data` and after every fault. */
import type { Invariant } from '#platform/module.ts'

export const invariants: readonly Invariant[] = [
  {
    name: 'a member who can sign in has the account and the address of it',
    find: async ({ db }) => {
      const rows = await db
        .selectFrom('member')
        .leftJoin('authUser', 'authUser.id', 'member.authId')
        .select('member.handle')
        .where('member.authId', 'is not', null)
        .where((eb) =>
          eb.or([
            eb('authUser.id', 'is', null),
            eb('member.email', 'is distinct from', eb.ref('authUser.email')),
          ]),
        )
        .execute()
      return rows.map((row) => row.handle)
    },
  },
  {
    name: 'nobody who is suspended or removed is signed in',
    find: async ({ db }) => {
      const rows = await db
        .selectFrom('authSession')
        .innerJoin('member', 'member.authId', 'authSession.userId')
        .select('member.handle')
        .distinct()
        .where((eb) =>
          eb.or([eb('member.suspendedAt', 'is not', null), eb('member.removedAt', 'is not', null)]),
        )
        .execute()
      return rows.map((row) => row.handle)
    },
  },
]
