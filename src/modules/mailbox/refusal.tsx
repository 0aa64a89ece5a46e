/** Why a mail was not posted, told to the member who wrote it, with their words so that nothing is lost. */
import type { Ctx } from '#platform/ctx.ts'
import { spend } from '#platform/limits.ts'
import { type Letter, sendMail } from '#platform/mail.ts'
import { Problem } from '#platform/problems.ts'
import { languageForReader, type Settings, settings } from '#modules/community/index.ts'
import { renderMail } from '#ui/mail.tsx'
import { inLanguage, t } from '../../texts/index.ts'
import type { ParsedMail } from './letter.ts'
import { RefusalMail } from './pages/refusal-mail.tsx'
import type { Reason } from './shapes.ts'

// Whoever writes more of them than this has read the reason.
const mostADay = { max: 5, seconds: 86_400 }

interface Left {
  to: string
  mail: ParsedMail
  left: { name: string; why: string }[]
}

/** The words are posted; these files are not, and why. */
export async function sendLeft(tx: Ctx, { to, mail, left }: Left): Promise<void> {
  const community = await settings(tx)
  const lines = left.map(({ name, why }) => `${name}: ${why}`)
  const lead = t('mailbox:left.lead')
  await sendMail(tx, {
    kind: 'mailbox.left',
    to,
    subject: t('mailbox:left.subject', { title: mail.subject ?? t('mailbox:refusal.yourMail') }),
    html: renderMail(<RefusalMail title={t('mailbox:left.title')} why={lead} label={t('mailbox:left.files')} words={lines.join('\n')} settings={community} home={tx.config.baseUrl} />),
    text: `${lead}\n\n${lines.join('\n')}\n\n${tx.config.baseUrl}\n`,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', ...(mail.messageId && { 'In-Reply-To': mail.messageId }) },
  })
}

interface Refused {
  to: string
  mail: ParsedMail
  words: string
  reason: Reason
}

export async function sendRefusal(tx: Ctx, { to, mail, words, reason }: Refused): Promise<void> {
  try {
    await spend(tx, `mailRefusal:${tx.viewer.id}`, mostADay)
  } catch (problem) {
    if (problem instanceof Problem) return
    throw problem
  }
  const community = await settings(tx)
  await sendMail(tx, inLanguage(languageForReader(community, tx.viewer.language), () => written(tx, community, { to, mail, words, reason })))
}

function written(tx: Ctx, community: Settings, { to, mail, words, reason }: Refused): Letter {
  const why = t(`mailbox:reason.${reason}`)
  const title = mail.subject ?? t('mailbox:refusal.yourMail')
  return {
    kind: 'mailbox.refused',
    to,
    subject: t('mailbox:refusal.subject', { title }),
    html: renderMail(<RefusalMail title={t('mailbox:refusal.lead')} why={why} label={t('mailbox:refusal.words')} words={words} settings={community} home={tx.config.baseUrl} />),
    text: `${t('mailbox:refusal.lead')}\n${why}\n\n${t('mailbox:refusal.words')}\n\n${words}\n\n${tx.config.baseUrl}\n`,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', ...(mail.messageId && { 'In-Reply-To': mail.messageId }) },
  }
}
