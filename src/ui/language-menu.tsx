import { languageNames, languageOf, languages, t } from '../texts/index.ts'
import { useChrome } from './chrome.ts'
import { Hidden } from './hidden.tsx'
import { Icon } from './icon.tsx'

/** The language of the interface, for whoever is not signed in. A plain form: without scripts it does the same. */
export function LanguageMenu() {
  const { lang, path, languages: offered } = useChrome()
  const choices = languages.filter((each) => offered.includes(each) || each === lang)
  if (choices.length < 2) return null
  const current = languageOf(lang) ?? 'en'
  return (
    <details class="f-menu-box f-languages" data-controller="menu">
      <summary>
        <Icon name="languages" />
        <Hidden>{t('ui:language.choose')}: </Hidden>
        {languageNames[current]}
      </summary>
      <form class="f-menu" action="/language" data-turbo="false">
        <input type="hidden" name="to" value={path} />
        {choices.map((code) => (
          <button key={code} name="code" value={code} lang={code} aria-current={code === current ? 'true' : undefined}>
            {languageNames[code]}
          </button>
        ))}
      </form>
    </details>
  )
}
