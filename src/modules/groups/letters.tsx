/**
 * Invitations by mail. The link carries the number of the letter and a mark that only this installation makes; it works
 * for who holds the address that it was sent to. Sending one says nothing about whether the address has an account.
 */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { sendMail } from '#platform/mail.ts'
import { Conflict, demand, found, NotFound } from '#platform/problems.ts'
import { isSame, secretMark } from '#platform/secrets.ts'
import { languageForReader, type Settings, settings } from '#modules/community/index.ts'
import { authOf } from '#modules/members/index.ts'
import { fromTheHouse } from '#modules/notifications/index.ts'
import { Mail, MailButton, MailFoot, MailText, renderMail } from '#ui/mail.tsx'
import { inLanguage, t } from '../../texts/index.ts'
import { groupInvited } from './facts.ts'
import { spendInvitation } from './membership.ts'
import { letIn, whoAre } from './people.ts'
import { may } from './permissions.ts'
import { type Group, holdGroup } from './sight.ts'

const goodFor = 14 * 86_400_000

const markOf = (ctx: Pick<Ctx, 'config'>, id: number | string, email: string) => secretMark(authOf(ctx).secret, `group-letter:${id}:${email}`)

export async function inviteByMail(ctx: Ctx, slug: string, email: string): Promise<Group> {
  const before = await transaction(ctx, (tx) => held(tx, slug))
  await spendInvitation(ctx)
  return transaction(ctx, async (tx) => {
    const group = await held(tx, slug)
    const row = { byId: memberId(tx), at: tx.now, usedAt: null }
    const { id } = await tx.db.insertInto('groupLetter').values({ spaceId: group.id, email, ...row })
      .onConflict((clash) => clash.columns(['spaceId', 'email']).doUpdateSet(row)).returning('id').executeTakeFirstOrThrow()
    await record(tx, groupInvited, { subjectId: group.id, spaceId: group.id, data: { memberId: null, by: 'mail' } })
    await sendMail(tx, await letterOf(tx, before, email, `${tx.config.baseUrl}/groups/letters/${id}.${markOf(tx, id, email)}`))
    return group
  })
}

async function held(tx: Ctx, slug: string): Promise<Group> {
  const group = await holdGroup(tx, slug)
  demand(may.invite(tx.viewer, group), 'groups:problem.looksAfter')
  return group
}

async function letterOf(ctx: Ctx, group: Group, to: string, href: string) {
  const community = await settings(ctx)
  const reader = await ctx.db.selectFrom('member').select('language').where('email', '=', to.toLowerCase()).executeTakeFirst()
  return inLanguage(languageForReader(community, reader?.language), () => written(ctx, community, group, to, href))
}

function written(ctx: Ctx, community: Settings, group: Group, to: string, href: string) {
  const words = { name: ctx.viewer.name, group: group.name, community: community.name }
  const [subject, lead, button, note] = [t('groups:letter.subject', words), t('groups:letter.lead', words), t('groups:letter.button'), t('groups:letter.note', words)]
  const html = renderMail(
    <Mail title={subject} preheader={lead} community={community} brand={community.brand} foot={<MailFoot>{note}</MailFoot>}>
      <tr><td height="14" /></tr>
      <MailText look="title">{subject}</MailText>
      <MailText look="read">{lead}</MailText>
      <MailText look="read">{group.description}</MailText>
      <MailButton href={href}>{button}</MailButton>
    </Mail>,
  )
  return { kind: 'groups.invitation', to, subject, html, text: `${lead}\n\n${group.description}\n\n${button}:\n${href}\n\n${note}\n`, headers: fromTheHouse }
}

export interface LetterSeen {
  token: string
  name: string
  /** Whether the viewer holds the address that it was sent to. */
  yours: boolean
}

/** What stands behind a link. @throws NotFound for one that is not ours, is over, or was sent by somebody who no longer may */
export async function seeLetter(ctx: Ctx, token: string): Promise<LetterSeen> {
  const letter = await readLetter(ctx, token)
  return { token, name: letter.name, yours: await isTheirs(ctx, letter.email) }
}

/** Comes into the group by the letter. */
export async function takeLetter(ctx: Ctx, token: string): Promise<{ slug: string }> {
  return transaction(ctx, async (tx) => {
    const { id, spaceId, email, slug } = await readLetter(tx, token)
    if (!(await isTheirs(tx, email))) throw new Conflict('groups:letter.notYours')
    await tx.db.selectFrom('communityGroup').select('spaceId').where('spaceId', '=', spaceId).forUpdate().execute()
    found(await tx.db.updateTable('groupLetter').set({ usedAt: tx.now }).where('id', '=', id).where('usedAt', 'is', null).returning('id').executeTakeFirst())
    await letIn(tx, spaceId, memberId(tx), { by: 'letter' })
    return { slug }
  })
}

async function readLetter(ctx: Ctx, token: string) {
  const [id = '', mark = ''] = token.split('.')
  if (!/^\d{1,15}$/.test(id)) throw new NotFound()
  const letter = found(await ctx.db.selectFrom('groupLetter').innerJoin('space', 'space.id', 'groupLetter.spaceId')
    .select(['groupLetter.id', 'groupLetter.spaceId', 'groupLetter.email', 'groupLetter.byId', 'space.slug', 'space.name'])
    .where('groupLetter.id', '=', Number(id)).where('usedAt', 'is', null).where('at', '>', new Date(ctx.now.getTime() - goodFor)).where('space.archivedAt', 'is', null).executeTakeFirst(), 'groups:letter.over')
  const keepers = await whoAre(ctx, letter.spaceId, ['owner', 'moderator'])
  if (!isSame(mark, markOf(ctx, letter.id, letter.email)) || !keepers.includes(letter.byId)) throw new NotFound('groups:letter.over')
  return letter
}

async function isTheirs(ctx: Ctx, email: string): Promise<boolean> {
  if (ctx.viewer.id === null) return false
  const member = await ctx.db.selectFrom('member').select('email').where('id', '=', ctx.viewer.id).executeTakeFirst()
  return member?.email?.toLowerCase() === email.toLowerCase()
}
