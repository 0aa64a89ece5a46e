import { Alert } from '#ui/alert.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { Meta } from '#ui/meta.tsx'
import { LoadMore } from '#ui/pager.tsx'
import type { Person } from '#ui/person.ts'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { Slip, SlipRow } from '#ui/slip.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t, tAny } from '../../../texts/index.ts'
import type { KeptMember } from '#modules/members/index.ts'
import { AdminFrame } from './admin-frame.tsx'
import { SearchLine } from './search-line.tsx'

const groups = ['all', 'team', 'suspended', 'imported'] as const

interface ListProps {
  rows: KeptMember[]
  next: string | null
  q?: string | undefined
  group: (typeof groups)[number]
  after?: string | undefined
}

const address = (query: Record<string, string | undefined>) => {
  const filled = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]) && entry[1] !== 'all')
  return filled.length > 0 ? `/admin/members?${new URLSearchParams(filled)}` : '/admin/members'
}

export function MemberListPage({ rows, next, q, group, after }: ListProps) {
  const more = next && <LoadMore id={`kept-${next}`} href={address({ q, group, older: next })} />
  const list = <ul class="border-t border-line">{rows.map((member) => <Entry key={member.id} member={member} />)}</ul>
  return (
    <AdminFrame at="members" title={t('admin:members.title')} lead={t('admin:members.lead')}>
      <SearchLine action="/admin/members" label={t('admin:members.search')} q={q} fields={{ group: group === 'all' ? undefined : group }} />
      <div class="mb-4"><Tabs label={t('admin:members.groups')} tabs={groups.map((each) => ({ label: t(`admin:members.group.${each}`), href: address({ q, group: each }), on: each === group }))} /></div>
      {rows.length === 0 ? <Empty art="lamp" title={t('admin:members.none')} /> : after ? <Frame id={`kept-${after}`}>{list}{more}</Frame> : <>{list}{more}</>}
    </AdminFrame>
  )
}

const roleName = (role: string) => tAny(`members:role.${role}`)

function State({ member }: { member: KeptMember }) {
  if (member.suspendedAt) return <Badge kind="error" icon="ban">{t('admin:members.suspended')}</Badge>
  if (!member.canSignIn) return <Badge icon="history">{t(member.importedAt ? 'admin:members.unclaimed' : 'admin:members.noAccount')}</Badge>
  return null
}

const Entry = ({ member }: { member: KeptMember }) => (
  <li class="flex flex-wrap items-center gap-3 py-3 border-b border-line" id={`kept-${member.handle}`}>
    <Avatar person={member as Person} size="sm" />
    <div class="min-w-0 flex-1">
      <p class="font-semibold flex flex-wrap gap-2 items-center"><a class="no-underline hover:underline" href={`/admin/members/${member.handle}`}>{member.name}</a><State member={member} /></p>
      <Meta>{`@${member.handle}`}{roleName(member.role)}{member.email}</Meta>
    </div>
    <Button size="sm" href={`/admin/members/${member.handle}`} label={t('admin:members.openOne', { name: member.name })}>{t('admin:members.open')}</Button>
  </li>
)

const roles = ['member', 'champion', 'moderator', 'product_owner', 'support_agent', 'community_manager', 'administrator']

interface OneProps {
  member: KeptMember
  /** What the viewer may do with this one */
  may: { changeRole: boolean; suspend: boolean }
  saved?: boolean | undefined
  refusal?: Refusal | undefined
}

export function MemberKeptPage({ member, may, saved, refusal }: OneProps) {
  return (
    <AdminFrame at="members" title={member.name} lead={<a class="f-link" href={`/members/${member.handle}`}>@{member.handle}</a>} saved={saved}>
      <Refused refusal={refusal} fields={['role', 'to']} />
      <Facts member={member} />
      {!may.changeRole && <div class="mt-6"><Alert>{t('admin:members.yourself')}</Alert></div>}
      {may.changeRole && <RoleForm member={member} refusal={refusal} />}
      {may.suspend && <Suspension member={member} />}
      {member.importedAt && !member.canSignIn && <HandOverForm member={member} refusal={refusal} />}
      <p class="mt-8"><a class="f-link" href="/admin/members">{t('admin:members.back')}</a></p>
    </AdminFrame>
  )
}

const Facts = ({ member }: { member: KeptMember }) => (
  <Slip title={t('admin:members.facts')}>
    <SlipRow label={t('admin:members.role')}>{roleName(member.role)} <State member={member} /></SlipRow>
    <SlipRow label={t('members:fields.email')}>{member.email ?? '–'}</SlipRow>
    <SlipRow label={t('admin:members.joined')}><Time at={member.joinedAt} look="date" /></SlipRow>
    <SlipRow label={t('admin:members.seen')}>{member.lastSeenAt ? <Time at={member.lastSeenAt} /> : '–'}</SlipRow>
    <SlipRow label={t('admin:members.posts')}>{member.postCount}</SlipRow>
  </Slip>
)

const RoleForm = ({ member, refusal }: Pick<OneProps, 'member' | 'refusal'>) => (
  <Form action={`/admin/members/${member.handle}/role`} id="role-form" class="mt-8 grid gap-4">
    <SelectField id="role" name="role" label={t('admin:members.role')} help={t('admin:members.roleHelp')} value={member.role} error={errorOf(refusal, 'role')} options={roles.map((role) => ({ value: role, label: roleName(role) }))} />
    <div><Button type="submit" id="save-role">{t('admin:members.changeRole')}</Button></div>
  </Form>
)

const Suspension = ({ member }: { member: KeptMember }) => (
  <div class="mt-8 border-t border-line pt-6">
    <p class="text-ink-2 mb-3">{t(member.suspendedAt ? 'admin:members.suspendedLead' : 'admin:members.suspendLead')}</p>
    {member.suspendedAt
      ? <ActionButton action={`/admin/members/${member.handle}/restoration`} icon="undo-2" id="restore">{t('admin:members.restore')}</ActionButton>
      : <ActionButton action={`/admin/members/${member.handle}/suspension`} kind="error" icon="ban" id="suspend">{t('admin:members.suspend')}</ActionButton>}
  </div>
)

const HandOverForm = ({ member, refusal }: Pick<OneProps, 'member' | 'refusal'>) => (
  <Form action={`/admin/members/${member.handle}/owner`} id="hand-over-form" class="mt-8 border-t border-line pt-6 grid gap-4">
    <TextField id="to" name="to" required maxlength={60} label={t('admin:members.handOver')} help={t('admin:members.handOverHelp')} error={errorOf(refusal, 'to')} />
    <div><Button type="submit" icon="user-plus" id="hand-over">{t('admin:members.handOverGo')}</Button></div>
  </Form>
)
