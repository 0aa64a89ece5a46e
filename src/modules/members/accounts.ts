/** An account is a way to sign in; a member is the person everybody sees. This joins the two. */
import { createHash, randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict } from '#platform/problems.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { language } from '../../texts/index.ts'
import { memberClaimed } from './facts.ts'
import { join } from './join.ts'

export interface Account {
  id: string
  name: string
  email: string
}

/** Adds an account with a proven address. @throws Conflict when the address has one already */
export async function addAccount(
  tx: Ctx,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<Account> {
  const account = { id: randomBytes(16).toString('hex'), name, email: email.toLowerCase() }
  const times = { createdAt: tx.now, updatedAt: tx.now }
  const added = await tx.db
    .insertInto('authUser')
    .values({ ...account, emailVerified: true, ...times })
    .onConflict((clash) => clash.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw new Conflict('members:verify.known')
  await tx.db
    .insertInto('authAccount')
    .values({
      id: randomBytes(16).toString('hex'),
      accountId: account.id,
      providerId: 'credential',
      userId: account.id,
      password,
      ...times,
    })
    .execute()
  return account
}

/** Gives a member that exists already a way to sign in: for the set-up and for the sample. */
export async function createSignIn(
  ctx: Ctx,
  given: { memberId: number; email: string; password: string; verified?: boolean },
): Promise<Account> {
  const password = await hashPassword(given.password)
  return transaction(ctx, async (tx) => {
    const { name } = await tx.db
      .selectFrom('member')
      .select('name')
      .where('id', '=', given.memberId)
      .executeTakeFirstOrThrow()
    const account = await addAccount(tx, { name, email: given.email, password })
    if (given.verified === false)
      await tx.db.updateTable('authUser').set({ emailVerified: false }).where('id', '=', account.id).execute()
    await tx.db
      .updateTable('member')
      .set({ authId: account.id, email: account.email })
      .where('id', '=', given.memberId)
      .execute()
    return account
  })
}

/**
 * The member of an account, made or claimed now if there is none yet: a process may have died before it came
 * to that.
 */
export async function memberOf(ctx: Ctx, account: Account): Promise<number> {
  return transaction(ctx, async (tx) => {
    // Two requests of the same new account wait for each other here.
    await tx.db
      .selectFrom('authUser')
      .select('id')
      .where('id', '=', account.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const known = await tx.db
      .selectFrom('member')
      .select('id')
      .where('authId', '=', account.id)
      .executeTakeFirst()
    if (known) return known.id
    const claimed = await claim(tx, account)
    return claimed ?? (await join(tx, { name: account.name, email: account.email, authId: account.id, language: await spokenWith(tx) })).id
  })
}

/** Mails go on in the language in which somebody joined; whoever reads the community's own needs no choice of theirs. */
async function spokenWith(tx: Ctx): Promise<string | null> {
  const usual = languageForReader(await settings(tx), null)
  return language() === usual ? null : language()
}

/** The imported member that this address belonged to becomes this person's. */
async function claim(tx: Ctx, account: Account): Promise<number | null> {
  const imported = await claimable(tx, account.email)
  if (imported === null) return null
  await tx.db
    .updateTable('member')
    .set({ authId: account.id, email: account.email, claimedAt: tx.now })
    .where('id', '=', imported)
    .execute()
  await record({ ...tx, viewer: { ...tx.viewer, id: imported } }, memberClaimed, {
    subjectId: imported,
    data: { by: 'email' },
  })
  return imported
}

async function claimable(tx: Ctx, email: string): Promise<number | null> {
  const hashes = ['md5', 'sha256'].map((kind) => createHash(kind).update(email).digest('hex'))
  const row = await tx.db
    .selectFrom('member')
    .leftJoin('importClaim', 'importClaim.memberId', 'member.id')
    .select('member.id')
    .where('member.authId', 'is', null)
    .where('member.removedAt', 'is', null)
    .where('member.suspendedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('member.email', '=', email),
        eb(eb.fn<string>('lower', ['importClaim.email']), '=', email),
        eb(eb.fn<string>('lower', ['importClaim.emailHash']), 'in', hashes),
      ]),
    )
    .orderBy('member.answerCount', 'desc')
    .orderBy('member.id')
    .limit(1)
    .forUpdate('member')
    .executeTakeFirst()
  return row?.id ?? null
}
