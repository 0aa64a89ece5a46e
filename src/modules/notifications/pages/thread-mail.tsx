import { Fragment } from 'preact'
import { MailButton, MailLink, MailNote, MailPerson, MailProse, MailText } from '#ui/mail.tsx'
import type { Person } from '#ui/person.ts'
import { t } from '../../../texts/index.ts'
import { MailFrame, type MailSettings } from '#ui/mail-frame.tsx'

/** How a mail greets who was told: an answer to their question, a comment on what they wrote, a new thread … */
export type Look = 'own' | 'comment' | 'mention' | 'group' | 'thread' | 'other'

interface Post {
  url: string
  author: Person
  html: string
  excerpt: string
}

interface Props {
  title: string
  /** What is new in the thread, the oldest first; never empty */
  posts: readonly Post[]
  look: Look
  settings: MailSettings
  baseUrl: string
  stop: string
}

// So many stand in the mail; who wants more reads on in the thread.
const mostPosts = 5

/** What is new in one thread: who wrote, what, and where to go on. */
export function ThreadMail({ title, posts, look, settings, baseUrl, stop }: Props) {
  const [first] = posts as [Post, ...Post[]]
  const more = posts.length - mostPosts
  return (
    <MailFrame title={title} preheader={first.excerpt} settings={settings} baseUrl={baseUrl} stop={stop} why={t(`notifications:mail.why.${look}`, { community: settings.name })}>
      <MailText look="small">{posts.length > 1 ? t('notifications:mail.several', { count: posts.length }) : t(`notifications:mail.${look}`)}</MailText>
      <MailText look="title">{title}</MailText>
      {posts.slice(0, mostPosts).map(({ author, html, url }) => (
        <Fragment key={url}>
          <MailPerson person={author} note={standing(author, settings)} />
          <MailProse html={html} />
        </Fragment>
      ))}
      {more > 0 && <MailText look="small">{t('notifications:mail.more', { count: more })}</MailText>}
      <MailButton href={first.url}>{t('notifications:mail.read')}</MailButton>
      {look === 'own' && posts.length === 1 && <DidItWork url={first.url} />}
    </MailFrame>
  )
}

/** The asker's part of the bargain: whoever comes after them wants to know. */
function DidItWork({ url }: { url: string }) {
  return (
    <MailNote>
      <b>{t('notifications:mail.worked')}</b>{' '}
      <MailLink href={url}>{t('notifications:mail.accept')}</MailLink>
      <br />
      {t('notifications:mail.others')}
    </MailNote>
  )
}

const standing = ({ role }: Person, { name, company }: MailSettings) => {
  if (!role || role === 'member') return undefined
  if (role === 'champion') return t('ui:role.champion')
  return role === 'community_manager' ? t('ui:role.host') : t('ui:role.team', { community: company || name })
}
