/** What is not right about the texts of a language, beside the English ones that they come from. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { english } from '../../src/texts/english.ts'
import { languages as spoken } from '../../src/texts/languages.ts'
import { readTexts } from '../../src/texts/loading.ts'

export const translated = spoken.filter((code) => code !== 'en')

const folder = path.join(import.meta.dirname, '../../src/texts')
/** For each language and key a mark of the English text from which it was translated. */
const sourcesFile = (code: string) => path.join(folder, 'sources', `${code}.json`)
/** Keys whose text is the same word in both languages. */
const sameFile = path.join(folder, 'sources', 'same.json')

/** Keys whose translation is still to come: English stands in, and the list says so. */
const waitingFile = path.join(folder, 'sources', 'waiting.json')

type Flat = Map<string, string>

function flat(tree: object, before = '', into: Flat = new Map()): Flat {
  for (const [name, value] of Object.entries(tree)) {
    const key = before === '' ? name : `${before}${before.includes(':') ? '.' : ':'}${name}`
    if (typeof value === 'string') into.set(key, value)
    else flat(value as object, key, into)
  }
  return into
}

const readJson = <Shape>(file: string, otherwise: Shape): Shape => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Shape) : otherwise)

const plural = /_(zero|one|two|few|many|other)$/
const stemOf = (key: string) => key.replace(plural, '')

/** What a translator has to write: keys of this language, each with the English that it says. */
function wantedIn(code: string): Flat {
  const source = flat(english)
  const kinds = new Intl.PluralRules(code).resolvedOptions().pluralCategories
  const wanted: Flat = new Map()
  for (const [key, text] of source) {
    const stem = stemOf(key)
    if (!source.has(`${stem}_other`) || !plural.test(key)) wanted.set(key, text)
    else if (key.endsWith('_zero')) wanted.set(key, text)
    else for (const kind of kinds) wanted.set(`${stem}_${kind}`, source.get(`${stem}_${kind === 'one' ? 'one' : 'other'}`) ?? text)
  }
  return wanted
}

// {{name}}, {n}, # in what scripts fill in, <b>.
const marks = (text: string) => [...text.matchAll(/\{\{[^}]+\}\}|(?<!\{)\{\w+\}(?!\})|<\/?\w+[^>]*>/g)].map(([mark]) => mark.replace(/\s/g, ''))

// "A reply" needs no figure, and neither does a dual; and of nothing there is nothing more to say.
const counts = new Set(['{{count}}', '{{number}}', '{{views}}'])
const countsInWords = /_(one|two)$/
const saysNothing = /_zero$/

function marksDiffer(key: string, text: string, source: string): boolean {
  const [given, wanted] = [new Set(marks(text)), new Set(marks(source))]
  const strange = [...given].filter((mark) => !wanted.has(mark) && !counts.has(mark))
  const lacking = [...wanted].filter((mark) => !given.has(mark) && !saysNothing.test(key) && !(counts.has(mark) && countsInWords.test(key)))
  return strange.length > 0 || lacking.length > 0
}

/** Words of some length that stand there as in English. */
const wordy = (text: string) => /\p{L}{4,}/u.test(text.replace(/\{\{[^}]+\}\}|https?:\S+|\S+@\S+|Folkmoot|Markdown|PostgreSQL|Discourse|Stack Exchange/gu, ''))

const markOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)

export interface Findings {
  /** Key and English text of what nobody has translated. */
  missing: Record<string, string>
  /** The English has changed since. */
  changed: Record<string, { english: string; now: string }>
  /** Placeholders or tags are others than in English. */
  marks: Record<string, { english: string; now: string }>
  /** As it stands in English; add it to `sources/same.json` where it is the right word. */
  same: Record<string, string>
  /** Keys that English does not have (any more), or of a plural that the language does not have. */
  leftover: string[]
}

export function findingsIn(code: string): Findings {
  const wanted = wantedIn(code)
  const given = textsOf(code)
  const sources = readJson<Record<string, string>>(sourcesFile(code), {})
  const same = new Set(readJson<Record<string, string[]>>(sameFile, {})[code] ?? [])
  const findings: Findings = { missing: {}, changed: {}, marks: {}, same: {}, leftover: [...given.keys()].filter((key) => !wanted.has(key)) }
  for (const [key, text] of wanted) {
    const now = given.get(key)
    if (now === undefined || (now.trim() === '' && text.trim() !== '')) findings.missing[key] = text
    else if (marksDiffer(key, now, text)) findings.marks[key] = { english: text, now }
    else if (now === text && wordy(text) && !same.has(key)) findings.same[key] = text
    else if (sources[key] !== markOf(text)) findings.changed[key] = { english: text, now }
  }
  return findings
}

const textsOf = (code: string): Flat => (existsSync(path.join(folder, code)) ? flat(readTexts(code)) : new Map())

/** Notes that what is translated says what the English says now. @param keys only these */
export function noteSources(code: string, keys?: readonly string[]): number {
  const before = readJson<Record<string, string>>(sourcesFile(code), {})
  const given = textsOf(code)
  const noted = [...wantedIn(code)].flatMap(([key, text]) => {
    const mark = !keys || keys.includes(key) ? markOf(text) : before[key]
    return given.has(key) && mark !== undefined ? [[key, mark] as const] : []
  })
  writeFileSync(sourcesFile(code), `${JSON.stringify(Object.fromEntries(noted), null, 1)}\n`)
  return noted.length
}

export const waitingIn = (code: string): string[] => readJson<Record<string, string[]>>(waitingFile, {})[code] ?? []

/** Notes that what is missing now is still to come. @returns how many */
export function noteWaiting(code: string): number {
  const missing = Object.keys(findingsIn(code).missing).sort()
  writeFileSync(waitingFile, `${JSON.stringify({ ...readJson<Record<string, string[]>>(waitingFile, {}), [code]: missing }, null, 1)}\n`)
  return missing.length
}

/** Notes that these texts are rightly the same as in English. */
export function noteSame(code: string, keys: readonly string[]): void {
  const all = readJson<Record<string, string[]>>(sameFile, {})
  all[code] = [...new Set([...(all[code] ?? []), ...keys])].sort()
  writeFileSync(sameFile, `${JSON.stringify(all, null, 1)}\n`)
}
