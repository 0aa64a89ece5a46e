/** Excerpts as pieces of plain text, some of them marked: pages draw the marks, nothing is ever trusted as HTML. */
export interface Piece {
  text: string
  mark: boolean
}

/**
 * An expression that finds the words of a search in a text. Stems stand for their family: `radiat` for radiators, `batteri`
 * for battery.
 * @param stems as the index keeps them
 */
export function markerOf(stems: readonly string[]): RegExp | null {
  const words = stems.filter((stem) => stem.length > 1).map(familyOf)
  if (words.length === 0) return null
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

function familyOf(stem: string): string {
  const safe = stem.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  if (safe.length < 4) return `${safe}(?:s|es|ed|ing)?`
  return `${safe.endsWith('i') ? `${safe.slice(0, -1)}[iy]` : safe}\\p{L}{0,4}`
}

/** A text cut at the words that were searched. */
export function piecesOf(text: string, marker: RegExp | null): Piece[] {
  if (marker === null) return text === '' ? [] : [{ text, mark: false }]
  const pieces: Piece[] = []
  let from = 0
  for (const hit of text.matchAll(marker)) {
    if (hit.index > from) pieces.push({ text: text.slice(from, hit.index), mark: false })
    pieces.push({ text: hit[0], mark: true })
    from = hit.index + hit[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), mark: false })
  return pieces
}

const excerptSize = 190

/** The stretch of the first text that says most of what was searched; of the last one when none says any. */
export function excerptOf(texts: readonly string[], marker: RegExp | null): Piece[] {
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
export function beginningOf(text: string, marker: RegExp | null): Piece[] {
  const told = oneLine(text)
  if (told.length <= beginningSize + 30) return piecesOf(told, marker)
  const end = Math.max(
    told.slice(0, beginningSize).search(/[.!?] (?=[^.!?]*$)/) + 1,
    told.lastIndexOf(' ', beginningSize),
  )
  return piecesOf(`${told.slice(0, end).toWellFormed()} …`, marker)
}

/** Where the stretch with most different words begins; null when there is none. */
function bestStart(text: string, marker: RegExp): number | null {
  const hits = [...text.matchAll(marker)]
    .slice(0, 200)
    .map((hit) => ({ at: hit.index, word: hit[0].toLowerCase() }))
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
