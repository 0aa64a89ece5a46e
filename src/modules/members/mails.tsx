/** The mails of signing in. Short, plain, one button; each says what to do when it was not you. */
import { languageForReader, type Settings, settings } from '#modules/community/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Letter } from '#platform/mail.ts'
import { Mail, MailButton, MailFoot, MailText, renderMail } from '#ui/mail.tsx'
import { inLanguage, type Key, language, t } from '../../texts/index.ts'

export type MailKind =
  | 'verify'
  | 'known'
  | 'link'
  | 'reset'
  | 'changed'
  | 'address'
  | 'addressGone'
  | 'newBrowser'

interface Wish {
  kind: MailKind
  to: string
  /** Path of the button. */
  path: string
  params?: Record<string, string>
}

export async function letter(ctx: Ctx, wish: Wish): Promise<Letter> {
  const community = await settings(ctx)
  const reader = await ctx.db.selectFrom('member').select('language').where('email', '=', wish.to.toLowerCase()).executeTakeFirst()
  // Who has no place here yet is the one who asks; who has one may not be.
  const code = reader ? languageForReader(community, reader.language) : language()
  return inLanguage(code, () => written(ctx, community, wish))
}

function written(ctx: Ctx, community: Settings, { kind, to, path, params = {} }: Wish): Letter {
  const words = { ...params, community: community.name }
  const say = (part: string) => t(`members:mail.${kind}.${part}` as Key, words)
  const text = { subject: say('subject'), lead: say('lead'), button: say('button'), note: say('note') }
  const href = ctx.config.baseUrl + path
  return {
    kind: `members.${kind}`,
    to,
    subject: text.subject,
    html: renderMail(
      <Letterhead community={community} text={text} href={href} foot={t('members:mail.foot', words)} />,
    ),
    text: `${text.lead}\n\n${text.button}:\n${href}\n\n${text.note}\n\n-- \n${t('members:mail.foot', words)}\n`,
    // Nothing should answer these, and out-of-office notes least of all.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

interface LetterProps {
  community: Settings
  text: { subject: string; lead: string; button: string; note: string }
  href: string
  foot: string
}

function Letterhead({ community, text, href, foot }: LetterProps) {
  return (
    <Mail
      title={text.subject}
      preheader={text.lead}
      community={community}
      brand={community.brand}
      foot={<MailFoot>{foot}</MailFoot>}
    >
      <tr>
        <td height="14" />
      </tr>
      <MailText look="title">{text.subject}</MailText>
      <MailText look="read">{text.lead}</MailText>
      <MailButton href={href}>{text.button}</MailButton>
      <MailText look="small">{text.note}</MailText>
    </Mail>
  )
}
