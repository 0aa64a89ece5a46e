import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { list } from '../texts/writing.ts'
import { cx } from './classes.ts'
import { initials, memberHref, type Person, tint } from './person.ts'

export type AvatarSize = 'xs' | 'sm' | 'lg' | 'xl'
const PIXELS = { xs: 24, sm: 30, md: 36, lg: 56, xl: 96 }

export interface AvatarProps {
  person: Person
  size?: AvatarSize | undefined
  /** A green dot: here now */
  here?: boolean | undefined
}

/** Decorative: the name always stands beside it, or on the group around it. */
export function Avatar({ person, size, here }: AvatarProps) {
  const pixels = PIXELS[size ?? 'md']
  return (
    <span class={cx('f-av', tint(person), size, here && 'is-here')} aria-hidden="true">
      {person.picture ? (
        <img src={person.picture} alt="" width={pixels} height={pixels} loading="lazy" />
      ) : (
        initials(person.name)
      )}
    </span>
  )
}

export function Faces({ people, size = 'xs' }: { people: Person[]; size?: AvatarSize | undefined }) {
  if (people.length === 0) return null
  return (
    <span class="f-faces" role="img" aria-label={list(people.map((person) => person.name))}>
      {people.map((person) => (
        <Avatar key={person.id} person={person} size={size} />
      ))}
    </span>
  )
}

export function PersonName({ person, class: extra }: { person: Person; class?: string | undefined }) {
  return (
    <a class={cx('f-name', extra)} href={memberHref(person)}>
      {person.name}
    </a>
  )
}

export interface PersonLineProps extends AvatarProps {
  note?: ComponentChildren
}

/** Face, name and one line about them; for rails and lists of members. */
export function PersonLine({ person, note, size = 'sm', here }: PersonLineProps) {
  return (
    <div class="f-by">
      <Avatar person={person} size={size} here={here} />
      <div class="leading-snug">
        <PersonName person={person} />
        {(note || here) && (
          <p class="text-xs text-ink-3">
            {note}
            {note && here && ', '}
            {here && t('ui:person.here')}
          </p>
        )}
      </div>
    </div>
  )
}

export function PeopleList({ children }: { children: ComponentChildren }) {
  return <ul class="grid gap-2.5">{children}</ul>
}
