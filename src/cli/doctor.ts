/**
 * `folkmoot doctor`: looks for what is wrong with the machine, the settings and, with `--data`, the data itself: every
 * promise that the modules make. Ends with 1 when something is broken.
 */
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { readConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import { houseCtx } from '../base.ts'
import { boot, type Booted } from '../boot.ts'
import { modules } from '../modules.ts'

interface Finding {
  name: string
  ok: boolean
  says: string
}

export async function run(args: string[]): Promise<number> {
  const findings = [...(await ofMachine())]
  const base = await boot({ queue: false })
  findings.push(...(await ofDatabase(base)))
  if (args.includes('--data')) findings.push(...(await ofData(houseCtx(base))))
  await base.close()
  if (args.includes('--json')) console.log(JSON.stringify(findings))
  else for (const each of findings) console.log(`  ${each.ok ? 'ok     ' : 'BROKEN '} ${each.name}${each.says ? `: ${each.says}` : ''}`)
  const broken = findings.filter((each) => !each.ok).length
  if (!args.includes('--json')) console.log(broken === 0 ? '\nAll is well.' : `\n${broken} of ${findings.length} are broken.`)
  return broken === 0 ? 0 : 1
}

const megabyte = 1024 * 1024
const roomNeeded = 200

async function ofMachine(): Promise<Finding[]> {
  const config = readConfig()
  await mkdir(config.dataDir, { recursive: true })
  const writable = await access(config.dataDir, constants.W_OK).then(() => true, () => false)
  const { bavail, bsize } = await statfs(config.dataDir)
  const free = Math.round((bavail * bsize) / megabyte)
  return [
    { name: 'Node', ok: true, says: process.versions.node },
    { name: 'data folder can be written', ok: writable, says: config.dataDir },
    { name: 'room on the disk', ok: free > roomNeeded, says: `${free} MB free` },
    { name: 'mail', ok: true, says: config.smtpUrl ? 'goes out by SMTP_URL' : 'SMTP_URL is not set: mails stay in the database' },
    { name: 'fetches', ok: config.fetchAllows.length === 0 || config.development, says: config.fetchAllows.length === 0 ? 'only public addresses' : `FETCH_ALLOWS lets members make this server ask ${config.fetchAllows.join(', ')}` },
    { name: 'address', ok: config.development || config.baseUrl.startsWith('https:') || /localhost|127\./.test(config.baseUrl), says: config.baseUrl },
  ]
}

async function ofDatabase({ database }: Booted): Promise<Finding[]> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(database.db)
  const major = Number.parseInt(rows[0]?.version ?? '0', 10)
  const stuck = await database.db.selectFrom('mail').select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sentAt', 'is', null).where('attempts', '>', 5).executeTakeFirstOrThrow()
  return [
    { name: 'database', ok: major >= 15, says: `${database.engine === 'pglite' ? 'embedded PostgreSQL' : 'PostgreSQL'} ${rows[0]?.version}` },
    { name: 'mails that cannot be sent', ok: Number(stuck.count) === 0, says: String(stuck.count) },
  ]
}

async function ofData(ctx: Ctx): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const each of modules.flatMap((module) => module.invariants ?? [])) {
    const broken = await each.find(ctx)
    findings.push({ name: each.name, ok: broken.length === 0, says: broken.slice(0, 5).join(', ') })
  }
  return findings
}
