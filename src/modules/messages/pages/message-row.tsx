import { Avatar, PersonName } from '#ui/avatar.tsx'
import { RoleBadge } from '#ui/badge.tsx'
import { useChrome } from '#ui/chrome.ts'
import { cx } from '#ui/classes.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Prose } from '#ui/post.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import type { MessageView } from '../message-queries.ts'
import { pathOfMessage } from './paths.ts'

// Whoever speaks on within this time is not named again.
const speaksOn = 5 * 60_000

interface Props {
  message: MessageView
  /** The first that the viewer has not read */
  isFirstNew?: boolean | undefined
  /** What was said to the team: who answers is shown with what they are */
  ofTeam?: boolean | undefined
}

/** What somebody said; or a line about the circle. */
export function MessageRow({ message, isFirstNew, ofTeam }: Props) {
  const { viewer } = useChrome()
  const isOwn = viewer?.id === message.authorId
  const isText = message.kind === 'text'
  const isNewDay = useIsNewDay(message)
  const { before, createdAt } = message
  const goesOn = isText && !isNewDay && !isFirstNew && before?.kind === 'text' && before.authorId === message.authorId && createdAt.getTime() - before.at.getTime() < speaksOn
  return (
    <li id={`message-${message.id}`} class={cx('f-msg', isOwn && isText && 'is-own', goesOn && 'is-on')} data-message={message.id} data-author={message.authorId}>
      {isNewDay && <p class="f-msg-day"><Time at={createdAt} look="date" /></p>}
      {isFirstNew && <p class="f-msg-day is-new">{t('messages:newHere')}</p>}
      {isText ? <Said message={message} isOwn={isOwn} goesOn={goesOn} ofTeam={ofTeam} /> : <Line message={message} />}
    </li>
  )
}

function useIsNewDay({ before, createdAt }: MessageView): boolean {
  const { timeZone = 'UTC' } = useChrome()
  const day = (at: Date) => at.toLocaleDateString('en-CA', { timeZone })
  return before === null || day(before.at) !== day(createdAt)
}

function Said({ message, isOwn, goesOn, ofTeam }: { message: MessageView; isOwn: boolean; goesOn: boolean; ofTeam?: boolean | undefined }) {
  const { author, html, removedAt, editedAt, createdAt, language } = message
  return (
    <article class="f-msg-said" aria-label={author.name}>
      {!isOwn && <span class="f-msg-face">{!goesOn && <Avatar person={author} size="sm" />}</span>}
      <div class="f-msg-body">
        {!goesOn && (
          <p class="f-msg-by">
            {!isOwn && <PersonName person={author} />} {!isOwn && ofTeam && <RoleBadge person={author} />} <Time at={createdAt} look="clock" />
          </p>
        )}
        <div class="f-msg-bubble">
          {removedAt ? <p class="f-msg-gone">{t('messages:removed')}</p> : <Prose html={html} small lang={language ?? undefined} />}
          {editedAt && !removedAt && <span class="f-msg-note">{t('messages:edited')}</span>}
        </div>
      </div>
      <MessageMenu message={message} />
    </article>
  )
}

function MessageMenu({ message }: { message: MessageView }) {
  const { may } = message
  if (!may.edit && !may.remove && !may.report) return null
  const path = pathOfMessage(message)
  return (
    <Menu label={t('messages:menu.message')} class="f-msg-menu">
      {may.edit && <MenuItem icon="pencil" href={`${path}/edit`}>{t('messages:menu.edit')}</MenuItem>}
      {may.remove && <MenuItem icon="trash-2" danger action={path} method="delete">{t('messages:menu.remove')}</MenuItem>}
      {may.report && <MenuItem icon="flag" danger href={`${path}/report`}>{t('messages:menu.report')}</MenuItem>}
    </Menu>
  )
}

function Line({ message: { kind, author, about, body } }: { message: MessageView }) {
  const name = author.name
  const text = kind === 'added' ? t('messages:line.added', { name, other: about?.name ?? '' })
    : kind === 'left' ? t('messages:line.left', { name })
    : kind === 'named' ? (body ? t('messages:line.named', { name, title: body }) : t('messages:line.unnamed', { name }))
    : t('messages:line.reported')
  return <p class="f-msg-line">{text}</p>
}
