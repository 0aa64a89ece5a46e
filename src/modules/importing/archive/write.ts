/** Writes the open archive of a community: everything that people made, nothing that lets anybody in. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '#platform/ctx.ts'
import type { Db } from '#platform/db.ts'
import { isKey, storageOf } from '#platform/storage.ts'
import { placesOf } from '#modules/files/index.ts'
import { settings } from '#modules/community/index.ts'
import { format, type Manifest, type Part, shapes, version } from './format.ts'
import { rowsOf } from './parts.ts'

export interface Written {
  lines: Record<string, number>
  files: number
}

export async function writeArchive(
  ctx: Ctx,
  folder: string,
  { addresses = false, onProgress = () => {} }: { addresses?: boolean; onProgress?: (done: number, of: number) => void } = {},
): Promise<Written> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty. Name a new folder.`)
  const parts = Object.keys(shapes) as Part[]
  const lines: Record<string, number> = {}
  // One view of the whole: what is written meanwhile is not half in it.
  const community = await ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      for (const [index, part] of parts.entries()) {
        lines[part] = await writePart(db, path.join(folder, `${part}.jsonl`), rowsOf(db, addresses)[part]())
        onProgress(index + 1, parts.length + 1)
      }
      return settings({ db })
    })
  const { installedAt: _, sampleLoadedAt: __, ...values } = community
  await writeFile(path.join(folder, 'settings.json'), `${JSON.stringify(values, null, 2)}\n`)
  const files = await copyFiles(ctx, folder)
  const manifest: Manifest = {
    format,
    version,
    exportedAt: new Date(),
    baseUrl: ctx.config.baseUrl,
    name: values.name,
    addresses,
    lines,
    files,
  }
  // Last: a folder without it is an export that did not end.
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  onProgress(parts.length + 1, parts.length + 1)
  return { lines, files }
}

async function writePart(_db: Db, file: string, pages: AsyncGenerator<object[]>): Promise<number> {
  const stream = createWriteStream(file)
  let count = 0
  for await (const rows of pages) {
    count += rows.length
    if (!stream.write(rows.map((row) => `${JSON.stringify(withoutNothing(row))}\n`).join(''))) await once(stream, 'drain')
  }
  await new Promise<void>((done, fail) => stream.end((error?: Error | null) => (error ? fail(error) : done())))
  return count
}

/** What is null, empty or false by itself is left out. */
const withoutNothing = (row: object) =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)),
  )

const served = '/files/'

async function copyFiles(ctx: Ctx, folder: string): Promise<number> {
  let count = 0
  for await (const key of keysOfFiles(ctx)) if (await copyFile(ctx, folder, key)) count++
  for (const { picture } of await ctx.db
    .selectFrom('member')
    .select('picture')
    .where('picture', 'is not', null)
    .orderBy('id')
    .execute()) {
    const key = picture!.startsWith(served) ? picture!.slice(served.length) : ''
    if (isKey(key) && (await copyFile(ctx, folder, key))) count++
  }
  return count
}

async function copyFile(ctx: Ctx, folder: string, key: string): Promise<boolean> {
  const file = await storageOf(ctx.config).get(key)
  if (!file) return false
  await mkdir(path.join(folder, 'files', path.dirname(key)), { recursive: true })
  await pipeline(file.stream, createWriteStream(path.join(folder, 'files', key)))
  return true
}

const filesAtOnce = 500

/** Where all forms lie of what posts show. */
async function* keysOfFiles(ctx: Ctx): AsyncGenerator<string> {
  for (let last = 0; ; ) {
    const rows = await ctx.db
      .selectFrom('file')
      .select(['id', 'key', 'received', 'webp', 'avif', 'width'])
      .where('id', '>', last)
      .where('state', '=', 'ready')
      .where('unusedSince', 'is', null)
      .orderBy('id')
      .limit(filesAtOnce)
      .execute()
    if (rows.length === 0) return
    for (const row of rows) yield* placesOf(row)
    last = rows.at(-1)!.id
  }
}

/** Puts the files of an archive where this community keeps its own. */
export async function takeFiles(ctx: Ctx, folder: string): Promise<number> {
  const names = await readdir(path.join(folder, 'files'), { recursive: true, withFileTypes: true }).catch(() => [])
  let count = 0
  for (const each of names.filter((entry) => entry.isFile())) {
    const file = path.join(each.parentPath, each.name)
    const key = path.relative(path.join(folder, 'files'), file).split(path.sep).join('/')
    if (!isKey(key)) continue
    await storageOf(ctx.config).put(key, await readFile(file), typeOf(key))
    count++
  }
  return count
}

const typeOf = (key: string) =>
  key.endsWith('.webp') ? 'image/webp' : key.endsWith('.avif') ? 'image/avif' : key.endsWith('.png') ? 'image/png' : 'application/octet-stream'
