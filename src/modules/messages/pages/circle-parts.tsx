import { Avatar, PeopleList, PersonLine } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Composer } from '#ui/composer.tsx'
import { TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { Menu, MenuItem, MenuRule } from '#ui/menu.tsx'
import type { Person } from '#ui/person.ts'
import { writeMoment } from '#ui/moments.ts'
import { errorOf, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import type { Seen } from '../reading.ts'
import type { Circle } from '../sight.ts'
import { namesOf, useCircleName } from './names.ts'
import { pathOfCircle } from './paths.ts'

/** What the viewer may do with the circle as a whole. */
export interface CircleMay {
  add: boolean
  name: boolean
  leave: boolean
  mute: boolean
  settle: boolean
}

export interface CircleFrame {
  circle: Circle
  may: CircleMay
}

const useOther = (circle: Circle): Person | undefined => {
  const { viewer } = useChrome()
  return circle.kind === 'pair' ? circle.people.find(({ id }) => id !== viewer?.id) : circle.kind === 'team' ? circle.people.find(({ id }) => id === circle.memberId && id !== viewer?.id) : undefined
}

/** Who it is with, and who sees it. */
export function CircleHead({ circle, may }: CircleFrame) {
  const other = useOther(circle)
  return (
    <header id="circle-head" class="f-msg-head">
      {other && <Avatar person={other} />}
      <div class="min-w-0 flex-1">
        <h1 class="f-h1">{useCircleName(circle)}</h1>
        <p class="text-ink-2 text-sm">{usePrivacy(circle)}</p>
      </div>
      {may.settle && circle.waitingSince && <ActionButton action={`${pathOfCircle(circle.id)}/settled`} size="sm" icon="check">{t('messages:menu.settle')}</ActionButton>}
      <CircleMenu circle={circle} may={may} />
    </header>
  )
}

function usePrivacy(circle: Circle): string {
  const { viewer } = useChrome()
  const other = useOther(circle)
  if (circle.kind === 'pair') return t('messages:private.pair', { name: other?.name ?? '' })
  if (circle.kind === 'round') return t('messages:private.round', { count: circle.size })
  return circle.memberId === viewer?.id ? t('messages:private.team') : t('messages:private.toTeam', { name: other?.name ?? '' })
}

function CircleMenu({ circle, may }: CircleFrame) {
  const other = useOther(circle)
  const path = pathOfCircle(circle.id)
  if (!may.mute && !may.leave && !other) return null
  return (
    <Menu label={t('messages:menu.circle')}>
      {other && <MenuItem icon="user" href={`/members/${other.handle}`}>{t('messages:menu.profile')}</MenuItem>}
      {may.mute && <MenuItem icon={circle.muted ? 'bell' : 'bell-off'} action={`${path}/muting`} method={circle.muted ? 'delete' : 'put'}>{t(circle.muted ? 'messages:menu.unmute' : 'messages:menu.mute')}</MenuItem>}
      {(may.leave || circle.kind === 'pair') && <MenuRule />}
      {may.leave && <MenuItem icon="log-out" danger action={`${path}/leave`}>{t('messages:menu.leave')}</MenuItem>}
      {circle.kind === 'pair' && other && <BlockItem other={other} circle={circle} />}
    </Menu>
  )
}

function BlockItem({ other, circle }: { other: Person; circle: Circle }) {
  const isBlocked = circle.shut === 'youBlocked'
  return (
    <MenuItem icon="ban" danger={!isBlocked} action={`/members/${other.handle}/block`} method={isBlocked ? 'delete' : 'put'} fields={{ circle: circle.id }}>
      {t(isBlocked ? 'messages:menu.unblock' : 'messages:menu.block', { name: other.name })}
    </MenuItem>
  )
}

interface PeopleProps extends CircleFrame {
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

/** Who is in it, and bringing somebody in. */
export function CirclePeople({ circle, may, typed = {}, refusal }: PeopleProps) {
  const path = pathOfCircle(circle.id)
  return (
    <section id="circle-people">
      <h2>{t('messages:people.title')}</h2>
      <PeopleList>{circle.people.map((person) => <li key={person.id}><PersonLine person={person} note={`@${person.handle}`} /></li>)}</PeopleList>
      {circle.kind === 'team' && <p class="text-sm text-ink-2 mt-2">{t('messages:people.team')}</p>}
      {may.add && (
        <Form action={`${path}/people`} class="mt-5 grid gap-2" data-controller="submit-once">
          <PeopleField id="add-to" label={t('messages:people.add')} help={t('messages:people.help')} value={typed.to} error={errorOf(refusal, 'to')} />
          <div><Button type="submit" size="sm" icon="user-plus">{t('messages:people.go')}</Button></div>
        </Form>
      )}
      {may.name && (
        <Form action={`${path}/name`} method="put" class="mt-5 grid gap-2">
          <TextField id="circle-name" name="name" label={t('messages:people.name')} value={typed.name ?? circle.name} maxlength={60} error={errorOf(refusal, 'name')} />
          <div><Button type="submit" size="sm">{t('messages:people.save')}</Button></div>
        </Form>
      )}
    </section>
  )
}

interface FieldProps {
  id: string
  label: string
  help: string
  value?: string | undefined
  error?: string | undefined
}

/** Names, offered while they are typed; without scripts they are typed in full. */
export const PeopleField = ({ id, label, help, value, error }: FieldProps) => (
  <div class="relative" data-controller="name-completion" data-name-completion-url-value="/members/completion" data-name-completion-label-value={t('messages:begin.listed')}>
    <TextField id={id} name="to" label={label} help={help} required maxlength={400} autocomplete="off" value={value} error={error} data-name-completion-target="input" data-draft="to" {...({ autocapitalize: 'off', spellcheck: false } as object)} />
  </div>
)

/** Room to answer; or why there is none. */
export function MessageComposer({ circle, draft, typed, error }: { circle: Circle; draft?: { body: string; version: number } | null | undefined; typed?: string | undefined; error?: string | undefined }) {
  return (
    <section id="newest" class="f-msg-write" aria-label={t('messages:compose.title')}>
      {circle.shut ? <Shut circle={circle} /> : (
        <Composer inPrivate uploads="/files" id="message" label={t('messages:compose.title')} placeholder={t('messages:compose.placeholder')} action={`${pathOfCircle(circle.id)}/messages`} cta={t('messages:compose.send')}
          place={`message:${circle.id}`} draftVersion={draft?.version} value={typed ?? draft?.body} error={error} required rows={2} />
      )}
    </section>
  )
}

function Shut({ circle }: { circle: Circle }) {
  const other = useOther(circle)
  const name = other?.name ?? ''
  return (
    <div class="f-well text-ink-2">
      <p>{t(`messages:shut.${circle.shut!}`, { name })}</p>
      {circle.shut === 'youBlocked' && other && (
        <div class="mt-3"><ActionButton action={`/members/${other.handle}/block`} method="delete" fields={{ circle: circle.id }} size="sm">{t('messages:unblock', { name })}</ActionButton></div>
      )}
      {circle.shut === 'takesNone' && <p class="mt-3"><a class="f-link" href="/messages/new?team=true">{t('messages:writeTeam')}</a></p>}
    </div>
  )
}

/** Whether the newest words, when they are the viewer's, were seen. */
export function SeenLine({ seen, kind }: { seen: readonly Seen[]; kind: Circle['kind'] }) {
  const { lang, timeZone = 'UTC', now = new Date() } = useChrome()
  const text = seen.length === 0 || kind === 'team' ? ''
    : kind === 'pair' ? t('messages:seen.pair', { when: writeMoment(seen[0]!.at, 'clock', { lang, timeZone, now }) })
    : t('messages:seen.by', { names: namesOf(seen.map(({ person }) => person)) })
  return <p id="seen" class="f-msg-seen">{text}</p>
}

/** Who writes just now: heard politely. */
export const WritersLine = ({ people: [one, two, ...more] }: { people: readonly Person[] }) => (
  <p id="writers" class="f-msg-seen" role="status">
    {one === undefined ? '' : two === undefined ? t('messages:writes.one', { name: one.name }) : more.length === 0 ? t('messages:writes.two', { name: one.name, other: two.name }) : t('messages:writes.many')}
  </p>
)
