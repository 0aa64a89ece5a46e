import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/classes.ts'

interface Props {
  q: string
  class?: string | undefined
  placeholder?: string | undefined
  autofocus?: boolean | undefined
}

/** The search field of pages where looking is the first thing to do. */
export function SearchField({ q, class: extra, placeholder, autofocus }: Props) {
  return (
    <form class={cx('f-search is-hero', extra)} role="search" action="/search">
      <label class="sr-only" for="q">{t('search:label')}</label>
      <input id="q" class="input w-full" type="search" name="q" value={q} placeholder={placeholder ?? t('search:placeholder')}
        autofocus={autofocus} data-hotkey="/" enterkeyhint="search" />
      <Button kind="primary" type="submit" icon="search">{t('search:button')}</Button>
    </form>
  )
}
