import { Avatar } from './avatar.tsx'
import { t } from '../texts/index.ts'
import { Icon } from './icon.tsx'
import type { Person } from './person.ts'

interface GroupOffered {
  handle: string
  name: string
  people: number
  why: string | null
}

/** What GET /members/completion?q= answers: people and groups that may be meant after an @. */
export function Completions({ people, groups }: { people: Person[]; groups: GroupOffered[] }) {
  return (
    <ul class="f-menu f-people" role="listbox">
      {people.map((person) => (
        <li key={person.id} role="option" id={`mention-${person.id}`} data-handle={person.handle}>
          <Avatar person={person} size="xs" />
          {person.name} <small>@{person.handle}</small>
        </li>
      ))}
      {groups.map((group) => (
        <li key={group.handle} role="option" id={`mention-group-${group.handle}`} data-handle={group.handle}>
          <Icon name="users" />
          {group.name} <small>{toldBy(group)}</small>
        </li>
      ))}
    </ul>
  )
}

/** How many it would tell; when nobody, why. */
const toldBy = ({ people, why }: GroupOffered) =>
  why === 'tooMany' ? t('ui:mention.tooMany', { count: people }) : why === 'often' ? t('ui:mention.often') : t('ui:mention.tells', { count: people })
