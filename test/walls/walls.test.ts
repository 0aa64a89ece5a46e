/** The walls of the house stand, and each of them would notice somebody walking through. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { brokenImports } from './imports.ts'
import { trespasses } from './owners.ts'
import { undeclared } from './routes.ts'
import { strayLabels, strayTexts } from './texts.ts'
import { mapsOf } from '../../src/maps.ts'
import { modules } from '../../src/modules.ts'

const planted: string[] = []
afterEach(async () => {
  await Promise.all(planted.splice(0).map((file) => rm(file, { recursive: true, force: true })))
})

/** Puts a file where it does not belong, for the length of one test. */
async function plant(file: string, text: string) {
  planted.push(file)
  await writeFile(file, text)
}

describe('imports', () => {
  test('nobody walks through a wall', async () => {
    expect(await brokenImports()).toEqual([])
  })

  test.each([
    ['enter-by-the-door', 'src/modules/conversations/planted.ts', "export { handleFrom } from '../members/join.ts'\n"],
    ['members-looks-up-only', 'src/modules/members/planted.ts', "export { pathOf } from '#modules/conversations/index.ts'\n"],
    ['platform-knows-no-module', 'src/platform/planted.ts', "export { join } from '#modules/members/index.ts'\n"],
    ['ui-knows-no-data', 'src/ui/planted.ts', "export { transaction } from '#platform/ctx.ts'\n"],
    ['pages-only-show', 'src/modules/conversations/pages/planted.ts', "export { threadShown } from '../thread-queries.ts'\n"],
    ['only-routes-know-http', 'src/modules/conversations/planted.ts', "export { doors } from '#platform/doors.tsx'\n"],
  ])('%s notices it', async (wall, file, text) => {
    await plant(file, text)
    expect((await brokenImports([file])).map((each) => each.wall)).toContain(wall)
  })
})

describe('tables', () => {
  test('each has one writer', async () => {
    expect(await trespasses()).toEqual([])
  })

  test('a second writer is noticed', async () => {
    await plant('src/modules/home/planted.ts', "export const steal = (db: any) => db.updateTable('thread').set({ title: '' }).execute()\n")
    expect(await trespasses()).toEqual(['src/modules/home/planted.ts writes thread, owned by conversations'])
  })

  test('a second writer by plain SQL is noticed', async () => {
    await plant('src/modules/home/planted.ts', 'export const steal = (sql: any) => sql`update thread_topic set topic_id = 1`\n')
    expect(await trespasses()).toEqual(['src/modules/home/planted.ts writes threadTopic, owned by conversations'])
  })

  test('each table has an owner', async () => {
    const owned = new Set(modules.flatMap((module) => module.owns))
    const names = [...(await readFile('src/platform/tables.ts', 'utf8')).matchAll(/^ {2}(\w+): \{$/gm)].map((match) => match[1]!)
    const platform = ['fact', 'factHeard', 'idempotency', 'limitCount', 'liveEvent', 'livePosition', 'mail', 'mailAddress', 'migration']
    expect(names.filter((name) => !owned.has(name) && !platform.includes(name))).toEqual([])
  })
})

describe('routes', () => {
  test('each declares who may pass', async () => {
    expect(await undeclared()).toEqual([])
  })

  test('a door without a rule does not open', async () => {
    const { doors } = await import('#platform/doors.tsx')
    const open = doors({ route: () => {} } as never, {} as never)
    expect(() => open.get('/secret', { act: async () => ({}) } as never)).toThrow('declares no permission')
  })
})

describe('texts', () => {
  test('none stands outside of the catalogue', async () => {
    expect(await strayTexts()).toEqual([])
  })

  test.each([
    ['between tags', '<p>Hello there</p>'],
    ['in a label', '<button aria-label="Close it" />'],
    ['in a placeholder', '<input placeholder="Your name" />'],
    ['as a string child', "<p>{'Hello there'}</p>"],
  ])('one %s is noticed', async (_where, markup) => {
    const folder = await mkdtemp(path.join('src/modules/home', 'planted-'))
    planted.push(folder)
    await writeFile(path.join(folder, 'page.tsx'), `export const Page = () => ${markup}\n`)
    expect(await strayTexts([folder])).toHaveLength(1)
  })
})

describe('labels of the text renderer', () => {
  test('all come from whoever calls it', async () => {
    expect(await strayLabels()).toEqual([])
  })

  test.each([
    ['as a default', "export const label = { table: 'Table' }"],
    ['as an attribute', 'export const html = (a: string) => `<pre aria-label="code">${a}`'],
  ])('one %s is noticed', async (_where, code) => {
    await plant('src/platform/text/planted.ts', `${code}\n`)
    expect(await strayLabels()).toHaveLength(1)
  })
})

test('the table types fit the migrations', async () => {
  const { execFile } = await import('node:child_process')
  const { promisify } = await import('node:util')
  await promisify(execFile)(process.execPath, ['bin/tables.ts', '--check'])
})

test('the maps fit the code', async () => {
  for (const [name, text] of Object.entries(await mapsOf())) expect(await readFile(`docs/maps/${name}`, 'utf8'), `run bin/maps: ${name}`).toBe(text)
})
