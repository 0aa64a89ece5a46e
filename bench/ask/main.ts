/**
 * `npm run bench:ask`: Ask with answers first, in a real browser on a real community. The Slicer forum is imported as it
 * stood when each of its first twenty questions with an older twin was asked; the title is typed slowly; the first five
 * matches on the page are compared with the twin, and with what `npm run bench:search` finds.
 *   --pictures FOLDER   a picture of each page; they show other people's words, so they stay out of the repository
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import { writeSettings } from '#modules/community/index.ts'
import { startServer } from '../../bin/postgres.mjs'
import { houseCtx } from '../../src/base.ts'
import { boot } from '../../src/boot.ts'
import { newPlace, type Place } from '../../test/importing/place.ts'
import { bring } from '../../test/importing/real/command.ts'
import { asStarted, start } from '../server.ts'
import { benchRankings } from './bench.ts'
import { openBrowser, typeTitle } from './browser.ts'
import { firstQuestions, isThere, type Question, set, topicsUntil, writeExport } from './questions.ts'

const count = 20
const depth = 5
const { values } = parseArgs({ options: { pictures: { type: 'string' } } })

/** Opens the doors as the set-up would. */
async function openCommunity(place: Place) {
  const base = await boot({ config: readConfig(place.env), queue: false })
  await base.database.db.transaction().execute((db) => writeSettings({ ...houseCtx(base), db }, { name: 'Slicer', installedAt: new Date().toISOString() }))
  await base.close()
}

/** The ids that the threads had in the forum. */
async function foreignIds(place: Place, ids: readonly number[]): Promise<string[]> {
  const database = await place.open()
  const rows = await database.db.selectFrom('importItem').select(['localId', 'foreignId']).where('kind', '=', 'thread').where('localId', 'in', [0, ...ids]).execute()
  await database.close()
  const known = new Map(rows.map((row) => [row.localId, row.foreignId]))
  return ids.map((id) => known.get(id) ?? `local ${id}`)
}

const placeOf = (question: Question, ranking: readonly string[]) => ranking.findIndex((id) => question.twins.includes(id)) + 1
const inWords = (rank: number) => (rank > 0 ? String(rank) : '–')

async function walk(questions: readonly Question[], expected: Map<string, string[]>) {
  const server = await startServer()
  const place = await newPlace(server.url)
  await openCommunity(place)
  const site = await start('dist/server/main.js', place.env, asStarted)
  const browser = await openBrowser()
  try {
    const topics = await topicsUntil(questions.at(-1)!.before)
    const rows = []
    for (const question of questions) {
      const file = path.join(place.folder, 'topics.jsonl')
      await writeExport(file, topics, question.before)
      await bring(place, { kind: 'discourse', file })
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      const shown = await foreignIds(place, (await typeTitle(page, site.url, question.title)).slice(0, depth))
      if (values.pictures) await page.screenshot({ path: path.join(values.pictures, `${question.id}.png`), fullPage: true })
      await page.close()
      const row = { question, browser: placeOf(question, shown), bench: placeOf(question, expected.get(question.id)!) }
      console.log(`| ${question.id} | ${question.twins.join(', ')} | ${inWords(row.browser)} | ${inWords(row.bench)} |`)
      rows.push(row)
    }
    return rows
  } finally {
    await browser.close()
    await site.stop()
    await place.remove()
    await server.stop()
  }
}

const strict = set()
if (!strict || !isThere()) console.log('The Slicer forum is not there: nothing to ask.')
else {
  if (values.pictures) mkdirSync(values.pictures, { recursive: true })
  const questions = await firstQuestions(strict, count)
  const expected = await benchRankings(strict, questions, depth)
  console.log(`| question | its older twin | place on the page | place in the bench |\n|---|---|---|---|`)
  const rows = await walk(questions, expected)
  const among = (of: 'browser' | 'bench') => rows.filter((row) => row[of] > 0).length
  console.log(`\nThe twin is among the first ${depth} for ${among('browser')} of ${rows.length} on the page, ${among('bench')} in the bench; both say the same for ${rows.filter((row) => row.browser > 0 === row.bench > 0).length}.`)
}
process.exit(0)
