/** Fills an empty community with the sample: Brackenhus Commons, where people help each other with their heat pumps. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { forgetSettings, type Settings, writeSettings } from '#modules/community/index.ts'
import { putReadLines } from '#modules/conversations/index.ts'
import { rootFolder } from '../../../root.ts'
import { load } from '../load.ts'
import type { Report } from '../report.ts'
import { parsePeople, parseThreads, type Person, type Thread } from './parse.ts'
import { sampleReader } from './reader.ts'
import { placeNames } from './spaces.ts'

/** Those a visitor of the demo may be. Passwords are given by whoever starts the demo. */
export const demoPeople = [
  { key: 'tomas', handle: 'tomas', label: 'member', email: 'tomas@brackenhus.example' },
  { key: 'dev', handle: 'dev', label: 'champion', email: 'dev@brackenhus.example' },
  { key: 'ingrid', handle: 'ingrid', label: 'community manager', email: 'ingrid@brackenhus.example' },
  { key: 'viktor', handle: 'viktor', label: 'administrator', email: 'viktor@brackenhus.example' },
] as const

const sampleSettings: Partial<Settings> = {
  name: 'Brackenhus Commons',
  tagline: 'Ask the people who live with it.',
  company: 'Brackenhus',
  brand: '#70355f',
  purpose: 'support',
  products: ['Moss 5', 'Moss 8', 'Moss 12', 'Moss 16', 'Tarn 200', 'Tarn 300', 'Lantern 1', 'Lantern 2', 'Linnet'],
}

const folder = () => path.join(rootFolder(), 'src/modules/importing/sample')

export async function readSample(): Promise<{ people: Person[]; threads: Thread[] }> {
  const text = (name: string) => readFile(path.join(folder(), `${name}.md`), 'utf8')
  const threads = await Promise.all(placeNames.map(async (place) => parseThreads(place, await text(place))))
  return { people: parsePeople(await text('people')), threads: threads.flat() }
}

/** @param onProgress told how many threads are there, of how many */
export async function loadSample(ctx: Ctx, onProgress: (done: number, of: number) => void = () => {}): Promise<Report> {
  const { people, threads } = await readSample()
  const report = await load(ctx, sampleReader(people, threads, ctx.now), {
    onProgress: ({ step, done, of }) =>
      onProgress(step === 'indexing' ? (of + done) / 2 : step === 'reading' ? done / 2 : of / 2, of),
  })
  await transaction(ctx, async (tx) => {
    await writeSettings(tx, { ...sampleSettings, sampleLoadedAt: ctx.now.toISOString(), installedAt: ctx.now.toISOString() })
    await rememberReading(tx)
  })
  forgetSettings()
  return report
}

// Everybody was here the day before yesterday: what came since is new to them.
async function rememberReading(tx: Ctx) {
  const members = await tx.db.selectFrom('member').select('id').execute()
  const at = new Date(tx.now.getTime() - 36 * 3_600_000)
  await putReadLines(
    tx,
    members.map(({ id }) => ({ memberId: id, at })),
  )
}
