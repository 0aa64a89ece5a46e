/** An empty place for a community of its own: a data folder, and a database on a server if one is named. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Database, openEmbedded, openServer } from '#platform/db.ts'
import { dropDatabase, newDatabase } from '../../bin/postgres.mjs'

export interface Place {
  folder: string
  /** What a process needs to know to live here. */
  env: Record<string, string>
  open(): Promise<Database>
  remove(): Promise<void>
}

let made = 0

/** @param server address of a PostgreSQL server; none for the embedded database */
export async function newPlace(server: string | undefined): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'folkmoot-place-'))
  const env = { FOLKMOOT_DATA: folder, BASE_URL: 'http://localhost:3000' }
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  if (!server) return { folder, env: { ...env, DATABASE_URL: '' }, open: () => openEmbedded(folder), remove: async () => removeFolder() }
  const name = `folkmoot_place_${process.pid}_${++made}`
  const url = await newDatabase(server, name)
  const remove = async () => {
    await dropDatabase(server, name)
    removeFolder()
  }
  return { folder, env: { ...env, DATABASE_URL: url }, open: async () => openServer(url), remove }
}
