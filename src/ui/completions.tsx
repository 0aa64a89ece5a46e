import { Avatar } from './avatar.tsx'
import type { Person } from './person.ts'

/** What GET /members/completion?q= answers: people who may be meant after an @. */
export function Completions({ people }: { people: Person[] }) {
  return (
    <ul class="f-menu f-people" role="listbox">
      {people.map((person) => (
        <li key={person.id} role="option" id={`mention-${person.id}`} data-handle={person.handle}>
          <Avatar person={person} size="xs" />
          {person.name} <small>@{person.handle}</small>
        </li>
      ))}
    </ul>
  )
}
