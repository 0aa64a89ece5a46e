/**
 * A stencil: a page that was drawn once for everybody with the same role, cut where each has something of their own.
 * To fill it is to join texts; only parts that differ for somebody are drawn for them.
 */
export interface Marks {
  csrf: string
  key: string
  person: number
  mark: string
}

type Gap = { gap: 'csrf' | 'key' | 'person' }
type Piece = string | Gap | { part: number; usual: (string | Gap)[] }
export type Stencil = Piece[]

/** What one member's page has in the gaps. */
export interface Filling {
  csrf: string
  /** A new one each time. */
  key: () => string
  person: number
  /** A part as it is for this member; null when it is as for the others. */
  part: (at: number) => string | null
}

export function cut(html: string, marks: Marks): Stencil {
  const parted = html.split(new RegExp(`${marks.mark}\\[(\\d+)\\](.*?)${marks.mark}\\[/\\1\\]`, 's'))
  const stencil: Stencil = []
  for (let at = 0; at < parted.length; at += 3) {
    stencil.push(...gapsOf(parted[at]!, marks))
    if (at + 2 < parted.length) stencil.push({ part: Number(parted[at + 1]), usual: gapsOf(parted[at + 2]!, marks) })
  }
  if (html.includes(marks.mark) && stencil.some((piece) => typeof piece === 'string' && piece.includes(marks.mark))) throw new Error('A part of a page was cut in two.')
  return stencil
}

function gapsOf(html: string, { csrf, key, person }: Marks): (string | Gap)[] {
  const names = new Map<string, Gap['gap']>([[csrf, 'csrf'], [key, 'key'], [String(person), 'person']])
  const parts = html.split(new RegExp(`(${[...names.keys()].join('|')})`))
  return parts.filter((part) => part !== '').map((part) => {
    const gap = names.get(part)
    return gap ? { gap } : part
  })
}

export function fill(stencil: Stencil, filling: Filling): string {
  let page = ''
  for (const piece of stencil) {
    if (typeof piece === 'string') page += piece
    else if ('gap' in piece) page += inGap(piece, filling)
    else page += filling.part(piece.part) ?? usual(piece.usual, filling)
  }
  return page
}

function usual(pieces: (string | Gap)[], filling: Filling): string {
  let html = ''
  for (const piece of pieces) html += typeof piece === 'string' ? piece : inGap(piece, filling)
  return html
}

const inGap = ({ gap }: Gap, { csrf, key, person }: Filling) => (gap === 'csrf' ? csrf : gap === 'key' ? key() : String(person))
