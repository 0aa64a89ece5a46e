/** The files of a Stack Exchange dump: one `<row …/>` a record, everything in attributes. Read as they stream. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { SaxesParser } from 'saxes'

export type Attributes = Partial<Record<string, string>>

export interface Row {
  file: string
  /** Of the file, from 1. */
  row: number
  has: Attributes
}

/** Streams the rows of a file. A byte order mark, CRLF and characters that XML forbids do no harm. */
export async function* rowsOf(file: string, onBytes: (count: number) => void = () => {}): AsyncGenerator<Row> {
  const name = path.basename(file)
  let found: Row[] = []
  let row = 0
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => {
    if (tag.name === 'row') found.push({ file: name, row: ++row, has: tag.attributes as Attributes })
  })
  // A character that XML does not allow is no reason to lose a site; the text comes without it.
  parser.on('error', () => {})
  let isFirst = true
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    onBytes(Buffer.byteLength(chunk as string))
    parser.write(isFirst ? (chunk as string).replace(/^\ufeff/, '') : (chunk as string))
    isFirst = false
    yield* found
    found = []
  }
  parser.close()
  yield* found
}
