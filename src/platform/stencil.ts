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
/** Where a text lies in the bytes of the page. */
type Span = { from: number; to: number }
type Fixed = Span | Gap
type Piece = Fixed | { part: number; usual: Fixed[] }

/** The finished bytes, and where between them the gaps are: half the memory of text, and nothing to do when they are sent. */
export interface Stencil {
  pieces: Piece[]
  bytes: Buffer
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
  const { bytes, keep } = keeping(Buffer.byteLength(html))
  const pieces: Piece[] = []
  for (let at = 0; at < parted.length; at += 3) {
    if (parted[at]!.includes(marks.mark)) throw new Error('A part of a page was cut in two.')
    pieces.push(...gapsOf(parted[at]!, marks, keep))
    if (at + 2 < parted.length) pieces.push({ part: Number(parted[at + 1]), usual: gapsOf(parted[at + 2]!, marks, keep) })
  }
  return { pieces, bytes }
}

type Keep = (text: string) => Span

/** One place for all texts of a page. */
function keeping(size: number): { bytes: Buffer; keep: Keep } {
  const bytes = Buffer.allocUnsafeSlow(size)
  let at = 0
  const keep = (text: string) => {
    const from = at
    at += bytes.write(text, from)
    return { from, to: at }
  }
  return { bytes, keep }
}

function gapsOf(html: string, { csrf, key, person }: Marks, keep: Keep): Fixed[] {
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
export function fill<Result>({ pieces, bytes }: Stencil, filling: Filling, use: (page: Buffer) => Result): Result {
  const filled = filledIn(pieces, filling)
  const size = filled.reduce((sum, each) => sum + (Buffer.isBuffer(each) ? each.length : each.to - each.from), 0)
  if (size > table.length) table = Buffer.alloc(size * 2)
  let at = 0
  for (const each of filled) at += Buffer.isBuffer(each) ? each.copy(table, at) : bytes.copy(table, at, each.from, each.to)
  return use(table.subarray(0, size))
}

function filledIn(pieces: readonly Piece[], { csrf, key, person, part }: Filling): (Buffer | Span)[] {
  const [token, id] = [Buffer.from(csrf), Buffer.from(String(person))]
  const page: (Buffer | Span)[] = []
  const put = (piece: Fixed) => {
    if ('from' in piece) page.push(piece)
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
