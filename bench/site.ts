/** A filled site on either engine: kept in a folder when one is named, else made anew and taken away. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '#platform/config.ts'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { closeText, configureText } from '#platform/text/index.ts'
import { forgetSettings, writeSettings } from '#modules/community/index.ts'
import { createSignIn } from '#modules/members/index.ts'
import { load } from '#modules/importing/load.ts'
import { startServer } from '../bin/postgres.mjs'
import { houseCtx } from '../src/base.ts'
import { boot } from '../src/boot.ts'
import { handleOf, type Size, townReader } from './town.ts'
import { openWords } from './words.ts'

export type Engine = 'postgres' | 'pglite'

export interface Site {
  engine: Engine
  /** What the server is started with. */
  env: Record<string, string>
  /** Runs work of the product's own on the site, while no server runs on it. */
  inside<Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export const password = 'measured twice, cut once'
export const readers = 32


export async function openSite(engine: Engine, size: Size, kept = ''): Promise<Site> {
  const folder = kept ? path.join(kept, engine) : mkdtempSync(path.join(os.tmpdir(), 'folkmoot-bench-'))
  mkdirSync(folder, { recursive: true })
  const server = engine === 'postgres' ? await startServer({ durable: true, ...(kept && { kept: path.join(folder, 'server') }) }) : null
  const env: Record<string, string> = { FOLKMOOT_DATA: folder, ...(server && { DATABASE_URL: server.url }) }
  const site: Site = {
    engine,
    env,
    inside: (work) => inside(env, work),
    close: async () => {
      await server?.stop()
      if (!kept) rmSync(folder, { recursive: true, force: true })
    },
  }
  const mark = path.join(folder, 'filled')
  // One that was kept is brought to the tables of today.
  await site.inside(async (ctx) => { if (!existsSync(mark)) await fill(ctx, size) })
  writeFileSync(mark, '')
  return site
}

async function inside<Result>(env: Record<string, string>, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const base = await boot({ config: readConfig({ NODE_ENV: 'production', ...env }), queue: false })
  try {
    return await work(houseCtx(base))
  } finally {
    await base.close()
  }
}

/** Through the product's own importer, so that every text is cooked and every row counted as it is in a real site. */
async function fill(ctx: Ctx, size: Size) {
  const now = new Date()
  await configureText({ workers: 2 })
  const report = await load(ctx, townReader(size, await openWords(), now), { onProgress: ({ step, done, of }) => tell(step, done, of) })
  await closeText()
  await transaction(ctx, (tx) => writeSettings(tx, { name: 'The measured community', installedAt: now.toISOString() }))
  forgetSettings()
  for (let index = 0; index < readers; index++) await giveSignIn(ctx, handleOf(index))
  process.stderr.write(`\r  ${report.questions + report.discussions} threads, ${report.answers + report.replies} replies loaded in ${report.seconds} s\n`)
}

const tell = (step: string, done: number, of: number) => process.stderr.write(`\r  ${step} ${Math.round((done / Math.max(of, 1)) * 100)} %   `)

export const addressOf = (handle: string) => `${handle}@measured.example`

async function giveSignIn(ctx: Ctx, handle: string) {
  const { id } = await ctx.db.selectFrom('member').select('id').where('handle', '=', handle).executeTakeFirstOrThrow()
  await createSignIn(ctx, { memberId: id, email: addressOf(handle), password, verified: true })
}
