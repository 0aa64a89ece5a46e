/**
 * The message catalogue: every text that a person sees, by namespace and key. English is the source; other languages
 * are folders beside `en`, read when they are first needed. Drawing a page is synchronous, so the language is set around
 * the drawing (`inLanguage`) and `t` needs no argument for it; what is done for somebody and waits for things on its way
 * runs within `speaking`.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import i18next, { type TOptions } from 'i18next'
import { english } from './english.ts'
import { directionOf, languageOf } from './languages.ts'
import { readTexts } from './loading.ts'
import { numberIn } from './numbers.ts'

export { directionOf, languageFor, type Language, languageNames, languageOf, languages } from './languages.ts'

/** A number in a text is written as the language writes numbers; words in other letters keep to their own direction. */
function written(value: unknown, _format: string | undefined, code = 'en') {
  if (typeof value === 'number') return numberIn(code, value)
  return typeof value === 'string' && directionOf(code) === 'rtl' && isLatinWords(value) ? `\u2068${value}\u2069` : value
}

// Markup and addresses stay as they are: a mark that nobody sees would be part of them.
const isLatinWords = (text: string) => /[A-Za-z]/.test(text) && !/^[/#?]|:\/\/|[<>@]/.test(text)

const catalogue = i18next.createInstance()
catalogue.use({ type: 'formatter', init() {}, format: written } as never)
await catalogue.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: english },
  ns: Object.keys(english),
  // Pages escape what they show; escaping twice would show entities.
  interpolation: { escapeValue: false, alwaysFormat: true },
  showSupportNotice: false,
} as never)

const usual = 'en'
/** The language of what is being drawn just now; null between drawings. */
let drawing: string | null = null
const speaker = new AsyncLocalStorage<string>()

/** The language that is spoken here: of the drawing, else of whoever this is done for, else English. */
export const language = (): string => drawing ?? speaker.getStore() ?? usual

/** Its direction, for `dir`. */
export const direction = () => directionOf(language())

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key
/** `namespace:path.to.message`; a counted message (`…_one`, `…_other`) is named without its ending. */
export type Key = { [Name in keyof typeof english]: `${Name & string}:${WithoutPlural<Leaves<(typeof english)[Name]>>}` }[keyof typeof english]

// A page has a hundred texts, and most of them never change: those are looked up once.
const fixed = new Map<string, Map<string, string>>()
const mostFixed = 5_000

function fixedOf(code: string): Map<string, string> {
  const known = fixed.get(code)
  if (known) return known
  const made = new Map<string, string>()
  load(code)
  fixed.set(code, made)
  return made
}

// The first page in a language waits a few milliseconds for its texts.
function load(code: string) {
  if (code === usual || languageOf(code) !== code) return
  for (const [name, texts] of Object.entries(readTexts(code))) catalogue.addResourceBundle(code, name, texts)
}

/** The text of a key in the language that is being drawn. */
export function t(key: Key, params?: TOptions): string {
  const code = language()
  const known = fixedOf(code)
  if (params !== undefined) return catalogue.t(key as never, { lng: code, ...params } as never) as unknown as string
  const text = known.get(key)
  if (text !== undefined) return text
  const found = catalogue.t(key as never, { lng: code } as never) as unknown as string
  if (known.size < mostFixed) known.set(key, found)
  return found
}

/** The text of a key that is only known at run time, such as a problem's; unknown keys come back as they are. */
export const tAny = (key: string, params?: Record<string, unknown>): string => t(key as Key, params)

export const hasText = (key: string): boolean => catalogue.exists(key as never)

/** Draws in a language. `draw` must not wait for anything. */
export function inLanguage<Result>(code: string, draw: () => Result): Result {
  const before = drawing
  drawing = code
  try {
    return draw()
  } finally {
    drawing = before
  }
}

/** Does all of this in a language, however long it waits for things: what is written to somebody, in theirs. */
export const speaking = <Result>(code: string, work: () => Result): Result => speaker.run(code, work)
