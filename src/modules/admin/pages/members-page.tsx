import { Avatar } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Meta } from '#ui/meta.tsx'
import { LoadMore } from '#ui/pager.tsx'
import type { Person } from '#ui/person.ts'
import { Tabs } from '#ui/tabs.tsx'
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
  const filled = Object.entries(query).filter(
    (entry): entry is [string, string] => Boolean(entry[1]) && entry[1] !== 'all',
  )
  return filled.length > 0 ? `/admin/members?${new URLSearchParams(filled)}` : '/admin/members'
}

export function MemberListPage({ rows, next, q, group, after }: ListProps) {
  const more = next && <LoadMore id={`kept-${next}`} href={address({ q, group, older: next })} />
  const list = (
    <ul class="border-t border-line">
      {rows.map((member) => (
        <Entry key={member.id} member={member} />
      ))}
    </ul>
  )
  return (
    <AdminFrame at="members" title={t('admin:members.title')} lead={t('admin:members.lead')}>
      <SearchLine
        action="/admin/members"
        label={t('admin:members.search')}
        q={q}
        fields={{ group: group === 'all' ? undefined : group }}
      />
      <div class="mb-4">
        <Tabs
          label={t('admin:members.groups')}
          tabs={groups.map((each) => ({
            label: t(`admin:members.group.${each}`),
            href: address({ q, group: each }),
            on: each === group,
          }))}
        />
      </div>
      {rows.length === 0 ? (
        <Empty art="lamp" title={t('admin:members.none')} />
      ) : after ? (
        <Frame id={`kept-${after}`}>
          {list}
          {more}
        </Frame>
      ) : (
        <>
          {list}
          {more}
        </>
      )}
    </AdminFrame>
  )
}

export const roleName = (role: string) => tAny(`members:role.${role}`)

export function State({ member }: { member: KeptMember }) {
  if (member.suspendedAt)
    return (
      <Badge kind="error" icon="ban">
        {t('admin:members.suspended')}
      </Badge>
    )
  if (!member.canSignIn)
    return (
      <Badge icon="history">
        {t(member.importedAt ? 'admin:members.unclaimed' : 'admin:members.noAccount')}
      </Badge>
    )
  return null
}

const Entry = ({ member }: { member: KeptMember }) => (
  <li class="flex flex-wrap items-center gap-3 py-3 border-b border-line" id={`kept-${member.handle}`}>
    <Avatar person={member as Person} size="sm" />
    <div class="min-w-0 flex-1">
      <p class="font-semibold flex flex-wrap gap-2 items-center">
        <a class="no-underline hover:underline" href={`/admin/members/${member.handle}`}>
          {member.name}
        </a>
        <State member={member} />
      </p>
      <Meta>
        {`@${member.handle}`}
        {roleName(member.role)}
        {member.email}
      </Meta>
    </div>
    <Button
      size="sm"
      href={`/admin/members/${member.handle}`}
      label={t('admin:members.openOne', { name: member.name })}
    >
      {t('admin:members.open')}
    </Button>
  </li>
)
