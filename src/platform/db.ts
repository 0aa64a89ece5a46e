/** The database: PostgreSQL in-process (PGlite) by default, a PostgreSQL server by DATABASE_URL. One SQL for both. */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Config } from './config.ts'
import { lockDirectory } from './lock.ts'
import { PreparedStatements } from './prepared.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** Runs SQL text that may hold several statements. */
export interface Script {
  (text: string): Promise<void>
}

export interface Database {
  engine: 'pglite' | 'postgres'
  db: Db
  /** The engine itself, for the queue and for backups. */
  pglite: PGlite | null
  pool: pg.Pool | null
  script: Script
  close(): Promise<void>
}

// Ids and counts fit in a double; the driver would hand them out as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
const int8Array = 1016
pg.types.setTypeParser(int8Array as never, (text: string) => JSON.parse(text.replace('{', '[').replace('}', ']')))

/** How long to wait for the server, in milliseconds: for a connection, and for the answer to a query (0: for ever). */
export interface Patience {
  connection: number
  query: number
}

/** Of a command that somebody started and watches: an import may ask long questions. */
const patient: Patience = { connection: 5_000, query: 0 }
/** Of a site that people wait for: a frozen database is noticed, and few requests wait for it at a time. */
export const brisk: Patience = { connection: 1_000, query: 30_000 }

/** Opens the database that the settings name; takes the lock of the data folder for the embedded one. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>, patience?: Patience): Promise<Database> {
  return config.databaseUrl ? openServer(config.databaseUrl, patience) : openEmbedded(config.dataDir)
}

export async function openEmbedded(dataDir: string): Promise<Database> {
  const directory = path.join(dataDir, 'database')
  await mkdir(directory, { recursive: true })
  const unlock = await lockDirectory(dataDir)
  try {
    const database = fromPglite(await PGlite.create(directory))
    return { ...database, close: async () => { await database.close(); await unlock() } }
  } catch (error) {
    await unlock()
    throw error
  }
}

// Milliseconds.
const longestBreath = 10

/**
 * The embedded engine works within microtasks: whoever goes from one transaction to the next would let nothing else
 * happen in this process, not even a request come in. So before a transaction what waits has its turn, now and then.
 */
function letOthersIn(pglite: PGlite): void {
  const begin = pglite.transaction.bind(pglite)
  let before = performance.now()
  pglite.transaction = async (work) => {
    if (performance.now() - before > longestBreath) {
      await new Promise(setImmediate)
      before = performance.now()
    }
    return begin(work)
  }
}

export function fromPglite(pglite: PGlite): Database {
  letOthersIn(pglite)
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }), plugins: [new CamelCasePlugin()] })
  const script = async (text: string) => { await pglite.exec(text) }
  return { engine: 'pglite', db, pglite, pool: null, script, close: () => pglite.close() }
}

export function openServer(connectionString: string, patience = patient, max = 12): Database {
  const waits = { connectionTimeoutMillis: patience.connection, ...(patience.query > 0 && { query_timeout: patience.query }) }
  const pool = new pg.Pool({ connectionString, max, ...waits, application_name: 'folkmoot', onConnect: withoutCompiling })
  // A connection that breaks while idle must not end the process; the next query opens a new one.
  pool.on('error', () => {})
  const prepared = new PreparedStatements()
  pool.on('connect', (client) => prepared.watch(client))
  // Nor must one that breaks between two queries of a transaction: the next query fails, and that is told to whoever asked.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
  return { engine: 'postgres', db, pglite: null, pool, script: (text) => runScript(pool, text), close: () => db.destroy() }
}

// The planner thinks a search dear enough to compile it to machine code first: 400 ms for a query of 100 ms.
const withoutCompiling = async (client: pg.ClientBase) => void (await client.query('set jit = off'))

async function runScript(pool: pg.Pool, text: string) {
  const client = await pool.connect()
  try {
    await client.query(text)
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

// Any number will do; it only has to be the same in every process that migrates.
const migrationLock = 7_265_001

/**
 * Runs every migration not yet applied, in file-name order, each in its own transaction. Several processes may call it
 * at once: one works, the others wait. There is no way down: fix forward.
 * @returns the names of those that ran
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const { db } = database
  await sql`create table if not exists migration (name text primary key, at timestamptz not null default now())`.execute(db)
  const ran: string[] = []
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.sql')).sort()) {
    if (await apply(database, name, await readFile(path.join(folder, name), 'utf8'))) ran.push(name)
  }
  return ran
}

async function apply(database: Database, name: string, text: string): Promise<boolean> {
  if ((await sql`select 1 from migration where name = ${name}`.execute(database.db)).rows.length > 0) return false
  const quoted = name.replaceAll("'", "''")
  await database.script(`begin;
    select pg_advisory_xact_lock(${migrationLock});
    do $guard$ begin
      if exists (select 1 from migration where name = '${quoted}') then raise exception 'already applied'; end if;
    end $guard$;
    ${text}
    ;insert into migration (name) values ('${quoted}');
    commit;`).catch(async (error: Error) => {
    if (database.pglite) await database.script('rollback').catch(() => {})
    if (!error.message.includes('already applied')) throw new Error(`Migration ${name} failed: ${error.message}`, { cause: error })
  })
  return true
}

export { sql }
