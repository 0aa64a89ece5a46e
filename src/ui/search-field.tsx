import { t } from '../texts/index.ts'
import { Button } from './button.tsx'
import { cx } from './classes.ts'
import { suggestForm, suggestInput, SuggestList } from './suggest.tsx'

export interface SearchFieldProps {
  q?: string | undefined
  placeholder?: string | undefined
  autofocus?: boolean | undefined
  class?: string | undefined
}

/** The large search field of pages where looking is the first thing to do. */
export function SearchField({ q, placeholder, autofocus, class: extra }: SearchFieldProps) {
  return (
    <form class={cx('f-search is-hero', extra)} role="search" action="/search" {...suggestForm}>
      <label class="sr-only" for="q">
        {t('ui:search.label')}
      </label>
      <input
        id="q"
        class="input"
        type="search"
        name="q"
        value={q}
        placeholder={placeholder ?? t('ui:search.placeholder')}
        autofocus={autofocus}
        enterkeyhint="search"
        data-hotkey="/"
        {...suggestInput}
      />
      <Button kind="primary" type="submit" icon="search">
        {t('ui:search.short')}
      </Button>
      <SuggestList />
    </form>
  )
}
