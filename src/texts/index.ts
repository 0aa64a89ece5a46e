/**
 * The message catalogue: every text that a person sees, by namespace and key. English is the source; other languages
 * are folders beside `en`. Drawing a page is synchronous, so the language is set around the drawing (`inLanguage`) and
 * `t` needs no argument for it.
 */
import i18next, { type TOptions } from 'i18next'
import { english } from './english.ts'

const catalogue = i18next.createInstance()
await catalogue.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: english },
  ns: Object.keys(english),
  // Pages escape what they show; escaping twice would show entities.
  interpolation: { escapeValue: false },
  showSupportNotice: false,
} as never)

let language = 'en'

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key
/** `namespace:path.to.message`; a counted message (`…_one`, `…_other`) is named without its ending. */
export type Key = { [Name in keyof typeof english]: `${Name & string}:${WithoutPlural<Leaves<(typeof english)[Name]>>}` }[keyof typeof english]

// A page has a hundred texts, and most of them never change: those are looked up once.
const fixed = new Map<string, string>()
const mostFixed = 5_000

/** The text of a key in the language that is being drawn. */
export function t(key: Key, params?: TOptions): string {
  if (params !== undefined) return catalogue.t(key as never, { lng: language, ...params } as never) as unknown as string
  const place = `${language} ${key}`
  const known = fixed.get(place)
  if (known !== undefined) return known
  const text = catalogue.t(key as never, { lng: language } as never) as unknown as string
  if (fixed.size < mostFixed) fixed.set(place, text)
  return text
}

/** The text of a key that is only known at run time, such as a problem's; unknown keys come back as they are. */
export const tAny = (key: string, params?: Record<string, unknown>): string => t(key as Key, params)

export const hasText = (key: string): boolean => catalogue.exists(key as never)

/** Draws with another language. `draw` must not wait for anything. */
export function inLanguage<Result>(code: string, draw: () => Result): Result {
  const before = language
  language = code
  try {
    return draw()
  } finally {
    language = before
  }
}
