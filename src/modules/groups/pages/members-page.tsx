import { Avatar, PersonName } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Meta } from '#ui/meta.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { errorOf, type Refusal, Refused } from '#ui/refused.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { InGroupRow } from '../queries.ts'
import type { Group } from '../sight.ts'
import { GroupFrame, type GroupFrameProps } from './group-frame.tsx'
import { groupPath } from './words.ts'

interface Props extends Omit<GroupFrameProps, 'at' | 'children'> {
  people: { rows: InGroupRow[]; next: string | null }
  asking: InGroupRow[]
  invited: InGroupRow[]
  after?: string | undefined
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

/** Who is in a group; for those who look after it, who asks to be and who is invited. */
export function GroupMembersPage({ people, asking, invited, after, typed = {}, refusal, ...frame }: Props) {
  const { group, may } = frame
  return (
    <GroupFrame {...frame} at="members">
      {may.invite && <Invite group={group} typed={typed} refusal={refusal} />}
      {may.invite && asking.length > 0 && <Waiting title={t('groups:asking')} rows={asking} group={group} approve />}
      {may.invite && invited.length > 0 && <Waiting title={t('groups:invitedTitle')} rows={invited} group={group} />}
      <section class="mt-6">
        <SectionHead>{t('groups:tab.members')}</SectionHead>
        <GroupPeople people={people} group={group} after={after} />
      </section>
    </GroupFrame>
  )
}

const Invite = ({ group, typed, refusal }: { group: Group; typed: Record<string, string>; refusal: Refusal | undefined }) => (
  <section class="mt-6">
    <SectionHead>{t('groups:invite.title')}</SectionHead>
    <Refused refusal={refusal} fields={['who']} />
    <Form action={groupPath(group, '/invite')} class="flex flex-wrap items-end gap-2" label={t('groups:invite.title')} data-controller="submit-once">
      <TextField class="flex-1 min-w-64" id="who" name="who" required maxlength={254} autocomplete="off" label={t('groups:invite.who')} help={t('groups:invite.help')} value={typed.who} error={errorOf(refusal, 'who')} />
      <Button type="submit" kind="primary" icon="send">{t('groups:invite.send')}</Button>
    </Form>
  </section>
)

const Waiting = ({ title, rows, group, approve }: { title: string; rows: InGroupRow[]; group: Group; approve?: boolean }) => (
  <section class="mt-6">
    <SectionHead>{title}</SectionHead>
    <ul class="f-rows">
      {rows.map(({ person, note, at }) => (
        <li key={person.id} class="flex flex-wrap items-start gap-3 py-3 border-b border-line">
          <Avatar person={person} size="sm" />
          <div class="min-w-0 flex-1">
            <PersonName person={person} />
            {note && <p class="text-ink-2">{note}</p>}
            <Meta><Time at={at} /></Meta>
          </div>
          {approve && <ActionButton action={groupPath(group, `/members/${person.handle}/approve`)} kind="primary" size="sm" label={t('groups:letInOne', { name: person.name })}>{t('groups:letIn')}</ActionButton>}
          <ActionButton action={groupPath(group, `/members/${person.handle}/remove`)} kind="ghost" size="sm" label={t('groups:declineFor', { name: person.name })}>{t(approve ? 'groups:decline' : 'groups:invite.takeBack')}</ActionButton>
        </li>
      ))}
    </ul>
  </section>
)

export function GroupPeople({ people: { rows, next }, group, after }: { people: Props['people']; group: Group; after?: string | undefined }) {
  const list = (
    <>
      <ul class="f-rows" aria-label={t('groups:tab.members')}>{rows.map((row) => <Somebody key={row.person.id} row={row} group={group} />)}</ul>
      <LoadMore id={`people-${next}`} href={next && groupPath(group, `/members?older=${next}`)} />
    </>
  )
  return after ? <Frame id={`people-${after}`} target="_top">{list}</Frame> : list
}

function Somebody({ row: { person, headline, role }, group }: { row: InGroupRow; group: Group }) {
  return (
    <li class="flex items-start gap-4 py-3 border-b border-line">
      <Avatar person={person} />
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-2"><PersonName person={person} />{role !== 'member' && <Badge kind={role === 'owner' ? 'primary' : 'info'}>{t(`groups:role.${role}`)}</Badge>}</p>
        {headline && <p class="text-ink-2">{headline}</p>}
      </div>
      <RoleMenu person={person} role={role} group={group} />
    </li>
  )
}

function RoleMenu({ person, role, group }: Pick<InGroupRow, 'person' | 'role'> & { group: Group }) {
  const { viewer } = useChrome()
  const mine = group.mine?.state === 'in' ? group.mine.role : 'member'
  const mayTakeOut = viewer?.id !== person.id && (mine === 'owner' ? role !== 'owner' : mine === 'moderator' && role === 'member')
  if (mine !== 'owner' && !mayTakeOut) return null
  const at = (what: string) => groupPath(group, `/members/${person.handle}/${what}`)
  return (
    <Menu label={t('groups:roleOf', { name: person.name })}>
      {mine === 'owner' && (['owner', 'moderator', 'member'] as const).filter((each) => each !== role).map((each) => (
        <MenuItem key={each} icon={each === 'owner' ? 'key-round' : each === 'moderator' ? 'shield' : 'user'} action={at('role')} fields={{ role: each }}>{t(`groups:makeRole.${each}`)}</MenuItem>
      ))}
      {mayTakeOut && <MenuItem icon="user-minus" danger action={at('remove')}>{t('groups:takeOut')}</MenuItem>}
    </Menu>
  )
}
