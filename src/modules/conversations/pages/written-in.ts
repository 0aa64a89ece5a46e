import { language, languages, t } from '../../../texts/index.ts'
import { byName } from '../../../texts/writing.ts'

/** Beside those that the interface speaks: what people may write in here. */
const more = ['ca', 'cs', 'da', 'el', 'fa', 'fi', 'he', 'hi', 'hu', 'id', 'it', 'ko', 'nl', 'no', 'pl', 'ro', 'ru', 'sv', 'th', 'tr', 'uk', 'vi', 'zh']

export const languageName = (code: string) => new Intl.DisplayNames(language(), { type: 'language' }).of(code) ?? code

/** First, that it is found in the text. */
export function languageOptions(current: string | null) {
  const codes = [...new Set([...languages, ...more, ...(current ? [current] : [])])]
  const found = current ? t('conversations:language.found', { name: languageName(current) }) : t('conversations:language.unknown')
  return [{ value: '', label: found }, ...byName(codes.map((code) => ({ value: code, label: languageName(code) })), ({ label }) => label)]
}
