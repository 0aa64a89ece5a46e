/**
 * An import in a process of its own, for the test that kills it: `child.js DATA INPUT`. Says a line for each batch, so
 * that the killer knows when.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { guest } from '#platform/ctx.ts'
import { readConfig } from '#platform/config.ts'
import { migrate, openEmbedded } from '#platform/db.ts'
import { importFrom } from '#modules/importing/index.ts'
import { portrait } from './portrait.ts'

const [folder = '', input = ''] = process.argv.slice(2)
const database = await openEmbedded(folder)
await migrate(database, 'migrations')
const config = readConfig({ BASE_URL: 'http://localhost:3000', FOLKMOOT_DATA: folder, NODE_ENV: 'test' })
const ctx = { db: database.db, viewer: guest, now: new Date(), wiring: { listeners: [], queue: null, after: [] }, config, visitor: null }
const report = await importFrom(ctx, 'discourse', input, {
  workFolder: path.join(folder, 'work'),
  onProgress: ({ step }) => process.stdout.write(`${step}\n`),
})
writeFileSync(path.join(folder, 'ended.json'), JSON.stringify({ report, portrait: await portrait(database.db, report.source) }))
await database.close()
process.exit(0)
