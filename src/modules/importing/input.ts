/** What an import is given: a folder or an archive, and what the community in it is called. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import tar from 'tar-stream'

const archive = /\.(tar\.gz|tgz|tar)$/i
const ending = /\.(tar\.gz|tgz|tar|zip|7z|jsonl\.gz|json\.gz|jsonl|ndjson|json|gz)$/i
// `-2014-05`, `_20200601`, `.2020-06-01`
const date = /[-_. ](19|20)\d{2}[-_.]?\d{2}([-_.]?\d{2})?$/

/** The name of an archive without its date: the same place in another year has the same. */
export function keyOf(input: string): string {
  const name = path.basename(path.resolve(input)).replace(ending, '').replace(date, '')
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}.-]+/gu, '-')
      .slice(0, 80) || 'import'
  )
}

export class UnusableInput extends Error {}

/** Changes when the input does. */
export async function fingerprintOf(input: string): Promise<string> {
  const folder = await isFolder(input)
  const { size, mtimeMs } = await stat(input)
  const names = folder ? (await filesIn(input)).slice(0, 1000) : []
  const parts = await Promise.all(names.map(async (name) => `${name}:${(await stat(path.join(input, name))).size}`))
  return [path.basename(input), size, Math.round(mtimeMs), ...parts].join(' ').slice(0, 4000)
}

export async function isFolder(input: string): Promise<boolean> {
  const found = await stat(input).catch(() => null)
  if (!found) throw new UnusableInput(`There is nothing at ${input}.`)
  return found.isDirectory()
}

/** The files of a folder and of the folders in it, in the order of their names, numbers by value. */
export async function filesIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = all.filter((each) => each.isFile()).map((each) => path.relative(folder, path.join(each.parentPath, each.name)))
  return names.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
}

export const isArchive = (input: string) => archive.test(input)

/** A stream of the unpacked bytes, and how many bytes of the file itself have gone through. */
export function unpacked(file: string, onBytes: (count: number) => void = () => {}): NodeJS.ReadableStream {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 })
  source.on('data', (chunk) => onBytes(chunk.length))
  if (!/\.(gz|tgz)$/i.test(file)) return source
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  return source.pipe(gunzip)
}

/**
 * Unpacks files of a tar archive into a folder of our own, which is emptied before.
 * @param placeOf where a file goes, of those that are wanted; made by us from the name, so that nothing lands outside
 */
export async function unpackInto(folder: string, input: string, placeOf: (name: string) => string | null): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const extract = tar.extract()
  unpacked(input)
    .on('error', (error) => extract.destroy(error as Error))
    .pipe(extract)
  for await (const entry of extract) {
    const place = entry.header.type === 'file' ? placeOf(entry.header.name) : null
    if (place === null) entry.resume()
    else await writeInto(path.join(folder, place), entry as unknown as Readable)
  }
}

async function writeInto(file: string, content: Readable) {
  await mkdir(path.dirname(file), { recursive: true })
  await pipeline(content, createWriteStream(file))
}
