/** The languages that the interface speaks, and which of them somebody reads. */
export const languages = ['en', 'de', 'es', 'fr', 'pt', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/** As those who read them call them: whoever looks for theirs need not know another. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
  ja: '日本語',
  ar: 'العربية',
}

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** The direction of a language, whether the interface speaks it or not. */
export const directionOf = (code: string): 'ltr' | 'rtl' => (rightToLeft.has(code.split('-', 1)[0]!) ? 'rtl' : 'ltr')

/** `de-AT` and `de` are German; null for what the interface does not speak. */
export function languageOf(code: string | null | undefined): Language | null {
  const base = (code ?? '').trim().toLowerCase().split('-', 1)[0]
  return languages.find((each) => each === base) ?? null
}

/** The languages of an `Accept-Language` that we speak, the best first. */
export function accepted(header: string): Language[] {
  return header
    .slice(0, 300)
    .split(',')
    .map((part) => {
      const [code = '', ...params] = part.split(';')
      const quality = params.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined)
      return { code: languageOf(code), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((each): each is { code: Language; quality: number } => each.code !== null && each.quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ code }) => code)
}

// Browsers send a few dozen lines in all.
const known = new Map<string, Language[]>()
const mostKnown = 500

function acceptedOnce(header: string): Language[] {
  const before = known.get(header)
  if (before) return before
  const found = accepted(header)
  if (known.size >= mostKnown) known.clear()
  known.set(header, found)
  return found
}

export interface Wishes {
  /** What a member has chosen, or a guest by the menu. */
  chosen: string | null | undefined
  /** What the browser says that its user reads. */
  header: string | undefined
  /** Those that this community speaks. */
  offered: readonly string[]
  /** Its own. */
  usual: string
}

/** The language for somebody: as they chose, as their browser says, or the community's. */
export function languageFor({ chosen, header, offered, usual }: Wishes): Language {
  const isOffered = (code: Language | null): code is Language => code !== null && (offered.includes(code) || code === languageOf(usual))
  const own = languageOf(chosen)
  if (isOffered(own)) return own
  return (header && acceptedOnce(header).find(isOffered)) || languageOf(usual) || 'en'
}
