/** What somebody typed, taken apart: words, phrases, words that must not be there, and operators. */
export interface Wanted {
  words: string[]
  phrases: string[]
  without: string[]
  operators: Partial<Record<Operator, string>>
}

export const operatorNames = ['topic', 'space', 'by', 'is', 'lang', 'before', 'after', 'kind'] as const
export type Operator = (typeof operatorNames)[number]

// A search is a line, not a book; what comes behind this has been said before.
export const longestSearch = 400
const mostWords = 40
const piece = /(-?)(?:([a-z]+):)?(?:["“„«]([^"”“»]*)["”“»]|(\S+))/giu

export function readWords(text: string): Wanted {
  const wanted: Wanted = { words: [], phrases: [], without: [], operators: {} }
  for (const [, minus, name, phrase, word] of text.slice(0, longestSearch).toWellFormed().matchAll(piece)) {
    sort(wanted, { minus: minus === '-', name: name?.toLowerCase(), phrase, word })
  }
  wanted.words = wanted.words.slice(-mostWords)
  return wanted
}

interface Piece {
  minus: boolean
  name: string | undefined
  phrase: string | undefined
  word: string | undefined
}

function sort(wanted: Wanted, { minus, name, phrase, word }: Piece) {
  const value = phrase ?? word ?? ''
  if (isOperator(name) && value.trim()) wanted.operators[name] = value.trim()
  else if (plain(value) === '') return
  else if (minus) wanted.without.push(plain(value))
  else if (phrase !== undefined) wanted.phrases.push(plain(phrase))
  else wanted.words.push(...parted(plain(name ? `${name} ${value}` : value)))
}

const isOperator = (name: string | undefined): name is Operator => operatorNames.includes(name as Operator)

// Longer than any word; what the engine cannot hold as one (2 KB) must not reach it.
const longestWord = 60

/**
 * Text as letters and digits with a space between: paths, hosts and versions fall into parts, so that each part can be
 * found. Used for what is kept and for what is asked alike. Names that signs alone tell apart become words first.
 */
export function plain(text: string): string {
  const named = text
    .normalize('NFKC')
    .replace(/\bc\+\+/gi, 'cplusplus')
    .replace(/\b([cf])#/gi, '$1sharp')
  const words = named
    .toWellFormed()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
  return unspaced.test(words) ? cutWords(words) : words.replace(/\S{61,}/gu, (long) => Array.from(long).slice(0, longestWord).join(''))
}

// Scripts that put no space between words.
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
const runs = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}ー々〆]+/gu
// Particles and endings, which every sentence has.
const small = /^\p{sc=Hiragana}{1,2}$/u

let segmenter: Intl.Segmenter | undefined

function cutWords(text: string): string {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' })
  const cut = text.replace(runs, (run) => ` ${wordsOf(run).join(' ')} `)
  return cut.replace(/ +/g, ' ').trim().replace(/\S{61,}/gu, (long) => Array.from(long).slice(0, longestWord).join(''))
}

function wordsOf(run: string): string[] {
  const words = Array.from(segmenter!.segment(run), ({ segment }) => segment)
  const told = words.filter((word) => !small.test(word))
  return told.length > 0 ? told : words
}

/** What was typed in one go is many words where nobody puts spaces between them. */
const parted = (text: string) => (unspaced.test(text) ? text.split(' ') : [text])

/** The word being typed: the last one, when it may still grow. */
export function lastWord({ words }: Wanted): string {
  const last = words.at(-1)?.split(' ').at(-1) ?? ''
  return /^[\p{L}\p{N}]{3,}$/u.test(last) ? last.toLowerCase() : ''
}

/** True when there is anything to look for. */
export const hasWords = ({ words, phrases }: Wanted) => words.length + phrases.length > 0
export const isEmpty = (wanted: Wanted) => !hasWords(wanted) && Object.keys(wanted.operators).length === 0
