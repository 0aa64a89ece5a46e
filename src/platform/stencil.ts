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
type Fixed = Buffer | Gap
type Piece = Fixed | { part: number; usual: Fixed[] }

/** The finished bytes between the gaps: half the memory of text, and nothing to do when they are sent. */
export interface Stencil {
  pieces: Piece[]
  size: number
}

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
  const size = Buffer.byteLength(html)
  const keep = keeping(size)
  const pieces: Piece[] = []
  for (let at = 0; at < parted.length; at += 3) {
    if (parted[at]!.includes(marks.mark)) throw new Error('A part of a page was cut in two.')
    pieces.push(...gapsOf(parted[at]!, marks, keep))
    if (at + 2 < parted.length) pieces.push({ part: Number(parted[at + 1]), usual: gapsOf(parted[at + 2]!, marks, keep) })
  }
  return { pieces, size }
}

/** One place for all pieces of a page: small ones of their own would hold on to what others have thrown away. */
function keeping(size: number): (text: string) => Buffer {
  const whole = Buffer.allocUnsafeSlow(size)
  let at = 0
  return (text) => {
    const from = at
    at += whole.write(text, from)
    return whole.subarray(from, at)
  }
}

function gapsOf(html: string, { csrf, key, person }: Marks, keep: (text: string) => Buffer): Fixed[] {
  const names = new Map<string, Gap['gap']>([[csrf, 'csrf'], [key, 'key'], [String(person), 'person']])
  const parts = html.split(new RegExp(`(${[...names.keys()].join('|')})`))
  return parts.filter((part) => part !== '').map((part) => {
    const gap = names.get(part)
    return gap ? { gap } : keep(part)
  })
}

/** Where pages are put together, one after another: a page of 50 KB for each request would be much to clear away. */
let table = Buffer.alloc(128 * 1024)

/** @param use what is done with the page, at once: the next page is put together in the same place */
export function fill<Result>(stencil: Stencil, filling: Filling, use: (page: Buffer) => Result): Result {
  const pieces = filled(stencil, filling)
  const size = pieces.reduce((sum, each) => sum + each.length, 0)
  if (size > table.length) table = Buffer.alloc(size * 2)
  let at = 0
  for (const each of pieces) {
    table.set(each, at)
    at += each.length
  }
  return use(table.subarray(0, size))
}

function filled({ pieces }: Stencil, { csrf, key, person, part }: Filling): Buffer[] {
  const [token, id] = [Buffer.from(csrf), Buffer.from(String(person))]
  const page: Buffer[] = []
  const put = (piece: Fixed) => {
    if (Buffer.isBuffer(piece)) page.push(piece)
    else page.push(piece.gap === 'csrf' ? token : piece.gap === 'key' ? Buffer.from(key()) : id)
  }
  for (const piece of pieces) {
    if (!('part' in piece)) put(piece)
    else {
      const own = part(piece.part)
      if (own === null) for (const each of piece.usual) put(each)
      else page.push(Buffer.from(own))
    }
  }
  return page
}
