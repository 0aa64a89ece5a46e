/** Excerpts as pieces of plain text, some of them marked: pages draw the marks, nothing is ever trusted as HTML. */
export interface Piece {
  text: string
  mark: boolean
}

interface Hit {
  at: number
  end: number
}

/** Finds the words of a search in a text. */
export type Marker = (text: string) => Hit[]

/**
 * Stems stand for their family: `radiat` for radiators, `batteri` for battery. Where a word begins and ends is looked at
 * only where a stem was found: texts are long, and most of them is none of it.
 * @param stems as the index keeps them
 */
export function markerOf(stems: readonly string[]): Marker | null {
  const safe = stems.map((stem) => stem.replace(/[^\p{L}\p{N}\p{M}]/gu, '')).filter((stem) => stem.length > 1)
  if (safe.length === 0) return null
  const longestFirst = [...new Set(safe)].sort((one, other) => other.length - one.length)
  const any = new RegExp(longestFirst.map(familyOf).join('|'), 'g')
  return (text) => [...lowered(text).matchAll(any)].flatMap((hit) => wordAt(text, hit.index, hit[0].length))
}

const familyOf = (stem: string) => (stem.length > 3 && stem.endsWith('i') ? `${stem.slice(0, -1)}[iy]` : stem)

// A few letters grow when they are made small; then places would no longer fit.
function lowered(text: string): string {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text
}

const letter = /[\p{L}\p{N}]/u
const ending = /^\p{L}*/u
const shortEndings = ['', 's', 'es', 'ed', 'ing']
const longestEnding = 4

/** The whole word of which this is the beginning, if it may be a form of it. */
function wordAt(text: string, at: number, length: number): Hit[] {
  if (at > 0 && letter.test(text[at - 1]!)) return []
  const rest = ending.exec(text.slice(at + length, at + length + 40))![0]
  const end = at + length + rest.length
  const isForm = length < 4 ? shortEndings.includes(rest.toLowerCase()) : rest.length <= longestEnding
  return isForm && !letter.test(text[end] ?? ' ') ? [{ at, end }] : []
}

/** A text cut at the words that were searched. */
export function piecesOf(text: string, marker: Marker | null): Piece[] {
  if (marker === null) return text === '' ? [] : [{ text, mark: false }]
  const pieces: Piece[] = []
  let from = 0
  for (const { at, end } of marker(text)) {
    if (at < from) continue
    if (at > from) pieces.push({ text: text.slice(from, at), mark: false })
    pieces.push({ text: text.slice(at, end), mark: true })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from), mark: false })
  return pieces
}

const excerptSize = 190

/** The stretch of the first text that says most of what was searched; of the last one when none says any. */
export function excerptOf(texts: readonly string[], marker: Marker | null): Piece[] {
  const told = texts.map(oneLine).filter((text) => text !== '')
  for (const text of told) {
    const start = marker && bestStart(text, marker)
    if (start !== null) return piecesOf(stretch(text, start), marker)
  }
  return piecesOf(stretch(told[0] ?? '', 0), null)
}

// Tags became spaces; before a full stop nobody writes one.
const oneLine = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?)])/g, '$1')
    .trim()

const beginningSize = 320

/** How a text begins, for an answer that is read in place: it mostly says the thing first. */
export function beginningOf(text: string, marker: Marker | null): Piece[] {
  const told = oneLine(text)
  if (told.length <= beginningSize + 30) return piecesOf(told, marker)
  const end = Math.max(
    told.slice(0, beginningSize).search(/[.!?] (?=[^.!?]*$)/) + 1,
    told.lastIndexOf(' ', beginningSize),
  )
  return piecesOf(`${told.slice(0, end).toWellFormed()} …`, marker)
}

/** Where the stretch with most different words begins; null when there is none. */
function bestStart(text: string, marker: Marker): number | null {
  const hits = marker(text)
    .slice(0, 200)
    .map(({ at, end }) => ({ at, word: text.slice(at, end).toLowerCase() }))
  let best: { at: number; worth: number } | null = null
  for (const [index, { at }] of hits.entries()) {
    const near = new Set<string>()
    for (let next = index; next < hits.length && hits[next]!.at < at + excerptSize - 20; next++)
      near.add(hits[next]!.word)
    if (!best || near.size > best.worth) best = { at, worth: near.size }
  }
  return best?.at ?? null
}

function stretch(text: string, at: number): string {
  const start = at < 60 ? 0 : sentenceBefore(text, at)
  const end =
    text.length - start <= excerptSize + 20 ? text.length : text.lastIndexOf(' ', start + excerptSize)
  const cut = text.slice(start, end > start ? end : start + excerptSize).toWellFormed()
  return `${start > 0 ? '… ' : ''}${cut}${end < text.length ? ' …' : ''}`
}

// Better from the start of a sentence than from the middle of a thought, when one begins nearby.
function sentenceBefore(text: string, at: number): number {
  const before = text.slice(at - 60, at)
  const sentence = before.search(/[.!?] (?=[^.!?]*$)/)
  if (sentence >= 0) return at - 60 + sentence + 2
  const space = before.indexOf(' ')
  return space < 0 ? at : at - 60 + space + 1
}
