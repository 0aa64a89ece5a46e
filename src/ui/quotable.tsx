import type { ComponentChildren } from 'preact'
import { t } from '../texts/index.ts'
import { Icon } from './icon.tsx'

/** Around posts: words selected in a <Prose quoteBy> inside can be taken into the text field of this id. */
export function Quotable({ field, children }: { field: string; children: ComponentChildren }) {
  return (
    <div class="relative" data-controller="quote-selection" data-quote-selection-field-value={field}>
      {children}
      <button
        type="button"
        class="btn btn-sm f-quote-button"
        hidden
        data-quote-selection-target="button"
        data-action="mousedown->quote-selection#hold quote-selection#quote"
      >
        <Icon name="text-quote" />
        {t('ui:quote')}
      </button>
    </div>
  )
}
