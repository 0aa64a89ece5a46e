/** What a circle is called by whoever looks at it. */
import { useChrome } from '#ui/chrome.ts'
import type { Person } from '#ui/person.ts'
import { t } from '../../../texts/index.ts'
import { list } from '../../../texts/writing.ts'

interface Named {
  kind: 'pair' | 'round' | 'team'
  name: string
  memberId: number | null
  people: readonly Person[]
}

const namesShown = 3

export function useCircleName({ kind, name, memberId, people }: Named): string {
  const { viewer, community } = useChrome()
  if (kind === 'team' && memberId === viewer?.id) return t('messages:team', { community: community.name })
  const others = people.filter(({ id }) => id !== viewer?.id)
  if (kind === 'team') return t('messages:teamOf', { name: others.find(({ id }) => id === memberId)?.name ?? '' })
  return name || (others.length === 0 ? t('messages:nobody') : namesOf(others))
}

export function namesOf(people: readonly Person[]): string {
  const names = list(people.slice(0, namesShown).map((person) => person.name))
  const more = people.length - namesShown
  return more > 0 ? t('messages:more', { names, count: more }) : names
}
