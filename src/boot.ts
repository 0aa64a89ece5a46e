/** From the settings to everything that the app, the worker and the commands stand on. */
import path from 'node:path'
import { Changes, shareChanges } from '#platform/changes.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { type Database, migrate, openDatabase, type Patience } from '#platform/db.ts'
import { type Jobs, openJobs } from '#platform/jobs.ts'
import { secretOf } from '#platform/secret.ts'
import { openAuth } from '#modules/members/index.ts'
import { allJobs, allListeners, type Base } from './base.ts'
import { clientDirOf } from './app.tsx'
import { rootFolder } from './root.ts'

export interface Booted extends Base {
  jobs: Jobs | null
  close(): Promise<void>
}

/** Says what is being done, for people who wait. */
export type Say = (line: string) => void

export interface Boot {
  config?: Config
  say?: Say
  /** False for commands that bring their own work and wake nobody */
  queue?: boolean
  /** With the database server; else as a command that may take its time */
  patience?: Patience | undefined
}

// A migration may take as long as it must, also where pages may not.
async function openMigrated(config: Config, patience: Patience | undefined) {
  const database = await openDatabase(config)
  const ran = await migrate(database, path.join(rootFolder(), 'migrations'))
  if (!patience || !config.databaseUrl) return { database, ran }
  await database.close()
  return { database: await openDatabase(config, patience), ran }
}

/** Opens and migrates the database, opens the queue and the sign-in. */
export async function boot({ config = readConfig(), say = () => {}, queue = true, patience }: Boot = {}): Promise<Booted> {
  if (config.role !== 'all' && !config.databaseUrl) {
    throw new Error(`ROLE=${config.role} needs a PostgreSQL server that all nodes share: set DATABASE_URL. The embedded database belongs to one process (ROLE=all).`)
  }
  const { database, ran } = await openMigrated(config, patience)
  if (ran.length > 0) say(`Database: ${ran.length} ${ran.length === 1 ? 'migration' : 'migrations'} applied`)
  const secret = await secretOf(config)
  const jobs = queue ? await openJobs(database, config.databaseUrl, allJobs().map((job) => job.name), (error) => say(`Queue: ${String(error)}`)) : null
  const changes = new Changes()
  const unshare = database.pool && config.databaseUrl ? await shareChanges(changes, database.pool, config.databaseUrl) : async () => {}
  const wiring = { listeners: queue ? allListeners() : [], queue: jobs?.queue ?? null, after: [], changes }
  openAuth({ db: database.db, config, secret, wiring })
  return {
    database, config, wiring, secret, jobs,
    clientDir: clientDirOf(rootFolder()),
    close: () => closeAll(database, jobs, unshare),
  }
}

async function closeAll(database: Database, jobs: Jobs | null, unshare: () => Promise<void>) {
  await jobs?.stop()
  await unshare()
  await database.close()
}
