import { t } from '../../../texts/index.ts'
import { Icon } from '#ui/icon.tsx'
import type { Suggestion } from '../queries.ts'

const icons = {
  question: 'message-circle-question-mark',
  discussion: 'messages-square',
  topic: 'hash',
  space: 'compass',
  member: 'user',
} as const

/** What GET /search/suggestions?q= answers: a list under the search field. */
export function Suggestions({ rows }: { rows: Suggestion[] }) {
  return (
    <ul class="f-menu" role="listbox" aria-label={t('search:label')}>
      {rows.map(({ kind, title, path }, index) => (
        <li
          key={path}
          role="option"
          id={`suggestion-${index}`}
          aria-selected="false"
          data-path={path}
          class="flex items-center gap-2.5 min-h-9 px-2.5 py-1 rounded-lg cursor-pointer hover:bg-sunk aria-selected:bg-sunk"
        >
          <Icon name={icons[kind]} />
          {title}
        </li>
      ))}
    </ul>
  )
}
