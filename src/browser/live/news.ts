import { localeOf } from '../../texts/locale.ts'

/** The line that says how much is new, and shows it when it is asked to. */
const region = () => document.getElementById('live-news')

function words(count: number): string {
  const forms = JSON.parse(region()?.dataset.forms ?? '{}') as Record<string, string>
  const { lang } = document.documentElement
  const text = forms[new Intl.PluralRules(lang).select(count)] ?? forms.other ?? ''
  return text.replace('#', count.toLocaleString(localeOf(lang)))
}

/** Offers what is new. @param show what to do when somebody wants to see it */
export function offer(count: number, show: () => void) {
  const [said, pill] = [region()?.querySelector('.sr-only'), region()?.querySelector<HTMLElement>('div')]
  const button = pill?.querySelector('button')
  if (!said || !pill || !button) return
  said.textContent = ''
  pill.hidden = count === 0
  button.lastChild!.textContent = words(count)
  button.onclick = () => {
    pill.hidden = true
    show()
  }
}

/** For what has been put in already: only said. */
export function announce(count: number) {
  const said = region()?.querySelector('.sr-only')
  if (said) said.textContent = words(count)
}
