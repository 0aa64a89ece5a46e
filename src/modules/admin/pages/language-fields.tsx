import { Check, Fieldset } from '#ui/choice.tsx'
import { SelectField } from '#ui/field.tsx'
import { errorOf, type Refusal } from '#ui/refused.tsx'
import type { Settings } from '#modules/community/index.ts'
import { language, languageNames, languages, t } from '../../../texts/index.ts'
import { byName } from '../../../texts/writing.ts'

interface Props {
  settings: Settings
  typed: Record<string, string | string[]>
  refusal?: Refusal | undefined
}

/** Beside those that the interface speaks: what people may write in, and the search knows the grammar of. */
const written = ['ca', 'da', 'el', 'eu', 'fi', 'ga', 'hi', 'hu', 'hy', 'id', 'it', 'lt', 'ne', 'nl', 'no', 'ro', 'ru', 'sr', 'sv', 'ta', 'tr', 'yi']

/** What people write in, and which languages the interface offers. */
export function LanguageFields({ settings, typed, refusal }: Props) {
  const chosen = typed.languages === undefined ? settings.languages : [typed.languages].flat()
  return (
    <>
      <SelectField
        id="language"
        name="language"
        label={t('admin:settings.language')}
        help={t('admin:settings.languageHelp')}
        options={options(settings.language)}
        value={String(typed.language ?? settings.language)}
        error={errorOf(refusal, 'language')}
      />
      <Fieldset legend={t('admin:settings.languages')} help={t('admin:settings.languagesHelp')}>
        <input type="hidden" name="languages" value="" />
        <div class="grid gap-2 mt-2">
          {languages.map((code) => (
            <Check key={code} name="languages" value={code} checked={chosen.includes(code)}>
              <span lang={code}>{languageNames[code]}</span>
            </Check>
          ))}
        </div>
      </Fieldset>
    </>
  )
}

function options(current: string) {
  const names = new Intl.DisplayNames(language(), { type: 'language' })
  const all = [...new Set([...languages, ...written, current])].map((code) => ({ value: code, label: names.of(code) ?? code }))
  return byName(all, ({ label }) => label)
}
