/** Which mails a member wishes to have, and when. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { clearBounces } from '#platform/mail-address.ts'
import { demand } from '#platform/problems.ts'
import { mailChosen, pushChosen } from './facts.ts'
import { rules } from './permissions.ts'
import { mailKinds, type Preferences, pushKinds, type Rhythm, type Stoppable, type When } from './shapes.ts'

const columns = { answers: 'mailAnswers', mentions: 'mailMentions', threads: 'mailThreads', messages: 'mailMessages', summary: 'summary' } as const

const pushColumns = { answers: 'pushAnswers', mentions: 'pushMentions', threads: 'pushThreads', rest: 'pushRest' } as const

const unchosen: Preferences = { push: pushKinds, answers: 'once', mentions: 'once', threads: 'once', messages: 'once', summary: 'weekly', quiet: null, timeZone: null }

export async function preferences(ctx: Ctx, id = memberId(ctx)): Promise<Preferences> {
  const row = await ctx.db.selectFrom('notificationPreference').selectAll().where('memberId', '=', id).executeTakeFirst()
  if (!row) return unchosen
  return {
    push: pushKinds.filter((kind) => row[pushColumns[kind]]),
    answers: row.mailAnswers as When,
    mentions: row.mailMentions as When,
    threads: row.mailThreads as When,
    messages: row.mailMessages as When,
    summary: row.summary as Rhythm,
    quiet: row.quietFrom === null || row.quietUntil === null ? null : { from: row.quietFrom, until: row.quietUntil },
    timeZone: row.timeZone,
  }
}

/** What says nothing of devices leaves them as they are. */
type Chosen = Omit<Preferences, 'push'> & Partial<Pick<Preferences, 'push'>>

/** Keeps what the viewer chose; each kind that is wished for in another way than before becomes a fact. */
export async function savePreferences(ctx: Ctx, wished: Chosen): Promise<Preferences> {
  demand(rules.chooseMails(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    const me = memberId(tx)
    for (const kind of mailKinds) await chooseMail(tx, { memberId: me, kind, when: wished[kind], by: 'settings' })
    await chooseMail(tx, { memberId: me, kind: 'summary', when: wished.summary, by: 'settings' })
    if (wished.push) await choosePush(tx, me, wished.push)
    await put(tx, me, { quietFrom: wished.quiet?.from ?? null, quietUntil: wished.quiet?.until ?? null, timeZone: wished.timeZone })
    return preferences(tx, me)
  })
}

async function choosePush(tx: Ctx, id: number, kinds: Preferences['push']): Promise<void> {
  const { push: before } = await preferences(tx, id)
  for (const kind of pushKinds) {
    const on = kinds.includes(kind)
    if (before.includes(kind) !== on) await record(tx, pushChosen, { subjectId: id, data: { kind, on } })
  }
  await put(tx, id, Object.fromEntries(pushKinds.map((kind) => [pushColumns[kind], kinds.includes(kind)])))
}

/** The viewer's address, when news is not sent there any more, and what its server said. */
export async function stoppedAddress(ctx: Ctx): Promise<{ address: string; error: string } | null> {
  const row = await ctx.db.selectFrom('member').innerJoin('mailAddress', (join) => join.on(sql<boolean>`mail_address.address = lower(member.email)`))
    .select(['mailAddress.address', 'mailAddress.lastError as error']).where('member.id', '=', memberId(ctx)).where('mailAddress.stoppedAt', 'is not', null).executeTakeFirst()
  return row ?? null
}

/** The viewer says that their address works. */
export async function startAddress(ctx: Ctx): Promise<void> {
  demand(rules.chooseMails(ctx.viewer, undefined))
  const stopped = await stoppedAddress(ctx)
  if (stopped) await clearBounces(ctx, stopped.address)
}

type Choice = { memberId: number; by: 'settings' | 'link' } & ({ kind: Exclude<Stoppable, 'summary'>; when: When } | { kind: 'summary'; when: Rhythm })

export async function chooseMail(tx: Ctx, { memberId: id, kind, when, by }: Choice): Promise<void> {
  const before = await preferences(tx, id)
  if (before[kind] === when) return
  await put(tx, id, { [columns[kind]]: when })
  await record(tx, mailChosen, { subjectId: id, data: { kind, when, by } })
}

async function put(tx: Ctx, id: number, values: object): Promise<void> {
  await tx.db.insertInto('notificationPreference').values({ memberId: id, ...values, updatedAt: tx.now })
    .onConflict((clash) => clash.column('memberId').doUpdateSet({ ...values, updatedAt: tx.now })).execute()
}
