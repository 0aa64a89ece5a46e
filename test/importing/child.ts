/**
 * An import in a process of its own, for the test that kills it: `child.js KIND INPUT`, in the place that the environment
 * names. KILL_AT tells before which statement it dies, as `3 insert into vote`: the third that begins so.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type PluginTransformQueryArgs, PostgresQueryCompiler } from 'kysely'
import { guest } from '#platform/ctx.ts'
import { readConfig } from '#platform/config.ts'
import { type Db, migrate, openDatabase } from '#platform/db.ts'
import { importFrom, type SourceKind } from '#modules/importing/index.ts'
import { portrait } from './portrait.ts'

const [kind = '', input = ''] = process.argv.slice(2)
const config = readConfig({ ...process.env, NODE_ENV: 'test' })
const database = await openDatabase(config)
await migrate(database, 'migrations')
const ctx = { db: watched(database.db, process.env.KILL_AT ?? ''), viewer: guest, now: new Date(), wiring: { listeners: [], queue: null, after: [] }, config, visitor: null }
const logFolder = path.join(config.dataDir, 'imports')
const report = await importFrom(ctx, kind as SourceKind, input, { workFolder: path.join(config.dataDir, 'work'), logFolder })
const changed = await database.db.selectFrom('importItem').select(['kind', 'foreignId']).where('changedRun', '=', report.run).execute()
writeFileSync(path.join(config.dataDir, 'ended.json'), JSON.stringify({ report, changed, portrait: await portrait(database.db, report.source) }))
await database.close()
process.exit(0)

/** SIGKILL from within: what the process has in hand is lost just as with a kill from outside, but always at the same point. */
function watched(db: Db, point: string): Db {
  const [, count, start = ''] = /^(\d+) (.+)$/.exec(point) ?? []
  let left = Number(count ?? 0)
  const compiler = new PostgresQueryCompiler()
  const transformQuery = ({ node, queryId }: PluginTransformQueryArgs) => {
    const text = compiler.compileQuery(node as never, queryId).sql.replaceAll('"', '').trimStart()
    if (point && text.startsWith(start) && --left === 0) process.kill(process.pid, 'SIGKILL')
    return node
  }
  return db.withPlugin({ transformQuery, transformResult: async ({ result }) => result })
}
