/** For the tests of imports: an empty community, and exports of others made by hand. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Ctx, guest } from '#platform/ctx.ts'
import { readConfig } from '#platform/config.ts'
import { forgetSettings } from '#modules/community/index.ts'
import { emptyDatabase } from '../database.ts'
import { modules } from '../../src/modules.ts'

export const tempFolder = () => mkdtempSync(path.join(os.tmpdir(), 'folkmoot-test-'))

/** A community with nothing in it at all. */
export async function emptyTown(): Promise<Ctx> {
  const { db } = await emptyDatabase()
  forgetSettings()
  const config = readConfig({ BASE_URL: 'http://localhost:3000', FOLKMOOT_DATA: tempFolder(), NODE_ENV: 'test' })
  return { db, viewer: guest, now: new Date(), wiring: { listeners: [], queue: null, after: [] }, config, visitor: null }
}

/** What breaks a promise of any module. */
export async function broken(ctx: Ctx): Promise<string[]> {
  const found: string[] = []
  for (const each of modules.flatMap((module) => module.invariants ?? [])) found.push(...(await each.find(ctx)).map((line) => `${each.name}: ${line}`))
  return found
}

type Rows = Record<string, string | number>[]

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#xA;')

/** A dump as Stack Exchange writes it: byte order mark, CRLF, everything in attributes. */
export function writeDump(files: Record<string, Rows>, folder = tempFolder()): string {
  for (const [name, rows] of Object.entries(files)) {
    const lines = rows.map((row) => `  <row ${Object.entries(row).map(([key, value]) => `${key}="${escaped(String(value))}"`).join(' ')} />`)
    const tag = name.toLowerCase()
    writeFileSync(path.join(folder, `${name}.xml`), `\ufeff${['<?xml version="1.0" encoding="utf-8"?>', `<${tag}>`, ...lines, `</${tag}>`].join('\r\n')}`)
  }
  return folder
}

/** A folder in a folder of our own, so that its name is the name of the site. */
export function named(name: string): string {
  const folder = path.join(tempFolder(), name)
  mkdirSync(folder)
  return folder
}
