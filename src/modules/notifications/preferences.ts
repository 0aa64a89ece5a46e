/** Which mails a member wishes to have. */
import { sql } from 'kysely'
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { mailChosen } from './facts.ts'
import { rules } from './permissions.ts'
import { type MailKind, mailKinds, type Preferences } from './shapes.ts'

const columns = { answers: 'mailAnswers', mentions: 'mailMentions', threads: 'mailThreads' } as const

/** Whether the member of a query wishes these mails: everybody does until they say otherwise. */
export const wishesMail = (kind: MailKind) =>
  sql<boolean>`coalesce((select wish.${sql.ref(columns[kind])} from notification_preference wish where wish.member_id = member.id), true)`

export async function preferences(ctx: Ctx, id = memberId(ctx)): Promise<Preferences> {
  const row = await ctx.db.selectFrom('notificationPreference').select(Object.values(columns)).where('memberId', '=', id).executeTakeFirst()
  return { answers: row?.mailAnswers ?? true, mentions: row?.mailMentions ?? true, threads: row?.mailThreads ?? true }
}

/** Keeps what the viewer chose; each choice that is another than before becomes a fact. */
export async function savePreferences(ctx: Ctx, wished: Preferences): Promise<Preferences> {
  demand(rules.chooseMails(ctx.viewer, undefined))
  return transaction(ctx, async (tx) => {
    for (const kind of mailKinds) await chooseMail(tx, { memberId: memberId(tx), kind, wanted: wished[kind], by: 'settings' })
    return wished
  })
}

interface Choice {
  memberId: number
  kind: MailKind
  wanted: boolean
  by: 'settings' | 'link'
}

export async function chooseMail(tx: Ctx, { memberId: id, kind, wanted, by }: Choice): Promise<void> {
  const before = await preferences(tx, id)
  if (before[kind] === wanted) return
  const column = columns[kind]
  await tx.db.insertInto('notificationPreference').values({ memberId: id, [column]: wanted, updatedAt: tx.now })
    .onConflict((clash) => clash.column('memberId').doUpdateSet({ [column]: wanted, updatedAt: tx.now })).execute()
  await record(tx, mailChosen, { subjectId: id, data: { kind, wanted, by } })
}
