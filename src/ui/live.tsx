import { forms } from '../texts/plurals.ts'
import { Button } from './button.tsx'
import { useChrome } from './chrome.ts'
import { cx } from './classes.ts'
import { Hidden } from './hidden.tsx'

/** For the element that shows a place: scripts ask to be told what happens there since the page was drawn. */
export function useLive(place: string): Record<string, string> {
  const { live } = useChrome()
  return typeof live === 'number' ? { 'data-live': place } : {}
}

interface NewsProps {
  /** With a number of what is new; `number` stands for it in the text. */
  text: (count: number, number: string) => string
  /** What is new comes above, not below */
  above?: boolean | undefined
}

/** Says how much is new without moving what somebody reads. There from the start, so that it is heard when it fills. */
export function LiveNews({ text, above }: NewsProps) {
  return (
    <div class={cx('f-live-news', above && 'is-above')} id="live-news" aria-live="polite" data-forms={JSON.stringify(forms((count) => text(count, '#')))}>
      <Hidden> </Hidden>
      <div hidden>
        <Button kind="primary" size="sm" icon={above ? 'arrow-up' : 'arrow-down'} id="live-news-button">
          {' '}
        </Button>
      </div>
    </div>
  )
}
