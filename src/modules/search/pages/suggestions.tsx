import { t } from '../../../texts/index.ts'
import { Icon } from '#ui/icon.tsx'
import type { Suggestion } from '../queries.ts'

const icons = { question: 'message-circle-question-mark', discussion: 'messages-square', topic: 'hash', space: 'compass', member: 'user' } as const

/** What GET /search/suggestions?q= answers: a list under the search field. */
export function Suggestions({ rows }: { rows: Suggestion[] }) {
  return (
    <ul class="f-menu" role="listbox" aria-label={t('search:label')}>
      {rows.map(({ kind, title, path }, index) => (
        <li key={path} role="option" id={`suggestion-${index}`} aria-selected="false" data-path={path}>
          <a href={path} tabindex={-1}><Icon name={icons[kind]} />{title}</a>
        </li>
      ))}
    </ul>
  )
}
