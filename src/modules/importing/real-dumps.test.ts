/** Real exports of real places, where they lie beside the repository. They are for tests only and never part of it. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { discourseReader } from './discourse/reader.ts'
import { importFrom } from './index.ts'
import type { AnyRecord } from './records.ts'
import { asItStands, differences, historyBroken, portrait } from '#test/importing/portrait.ts'
import { broken, emptyTown, tempFolder } from '#test/importing/town.ts'

const data = path.resolve('../shared/data')
const here = existsSync(data)
const timeout = 400_000
if (!here) console.warn(`Imports of real exports are not tested: there is no ${path.relative('.', data)}.`)

const dumps = path.join(data, 'stackexchange-dumps')
const bring = (town: Ctx, name: string) =>
  importFrom({ ...town, now: new Date() }, 'stackexchange', path.join(dumps, `${name}.tar.gz`), { workFolder: tempFolder() })
const reason = (report: { skipped: { reason: string; count: number }[] }, name: string) =>
  report.skipped.find((each) => each.reason === name)?.count ?? 0
const golden = (file: string) => JSON.parse(readFileSync(path.join(data, file, 'expected.json'), 'utf8'))
const [older, newer, meta] = [
  'beer.stackexchange.com-2014-05',
  'beer.stackexchange.com-2020-06',
  'meta.beer.stackexchange.com-2014-05',
]

describe.skipIf(!here)('the beer site of Stack Exchange', () => {
  const expectGolden = (report: Awaited<ReturnType<typeof bring>>, name: string) => {
    const told = golden('stackexchange-dumps')[name]
    expect(report).toMatchObject({
      members: told.rows.Users,
      questions: told.questions,
      answers: told.answers,
      comments: told.rows.Comments,
      acceptedAnswers: told.accepted,
      closed: told.closed,
    })
    expect(reason(report, 'voteOnMissingPost')).toBe(told.votes_on_missing_posts)
    expect(reason(report, 'linkToMissingPost')).toBe(told.links_to_missing_posts)
    expect(report.links).toBe(told.duplicates + told.linked - told.links_to_missing_posts)
    const accounted =
      report.votes +
      report.follows +
      report.acceptedAnswers +
      report.skipped
        .filter((each) => /^(vote|favourite|follower|acceptanceTaken)/.test(each.reason))
        .reduce((sum, each) => sum + each.count, 0)
    expect(accounted).toBe(told.rows.Votes)
  }

  test('2014, then 2020 of the same site, then 2020 again: as if there had only been 2020', { timeout }, async () => {
    const town = await emptyTown()
    expectGolden(await bring(town, older!), older!)
    const later = await bring(town, newer!)
    expectGolden(later, newer!)
    expect(later.removed).toBeGreaterThan(0)
    const grown = await portrait(town.db, 'beer.stackexchange.com')
    const again = await bring(town, newer!)
    expect(again).toMatchObject({ run: 3, questions: later.questions, votes: later.votes, removed: later.removed })
    expect(differences(grown, await portrait(town.db, 'beer.stackexchange.com'))).toEqual([])
    expect(await broken(town)).toEqual([])

    const alone = await emptyTown()
    await bring(alone, newer!)
    const only = await portrait(alone.db, 'beer.stackexchange.com')
    expect(differences(asItStands(grown), asItStands(only))).toEqual([])
    expect(historyBroken(grown, only)).toEqual([])
  })

  test('its meta is another source beside it', { timeout }, async () => {
    const town = await emptyTown()
    await bring(town, older!)
    expectGolden(await bring(town, meta!), meta!)
    expect(await town.db.selectFrom('importSource').select('key').orderBy('key').execute()).toEqual([
      { key: 'beer.stackexchange.com' },
      { key: 'meta.beer.stackexchange.com' },
    ])
    expect(await broken(town)).toEqual([])
  })
})

describe.skipIf(!here)('the Urho3D forum of Discourse', () => {
  const file = path.join(data, 'discourse-urho3d', 'topics-json.tar.gz')

  test('all of it is read', { timeout }, async () => {
    const told = golden('discourse-urho3d')
    const counts = await countRecords(await (await discourseReader(file, { workFolder: tempFolder() })).records())
    expect(counts.thread).toBe(told.topics)
    expect(counts.thread! + counts.post! + counts.smallAction!).toBe(told.posts)
    expect(counts.smallAction).toBe(told.small_action_posts)
    expect(counts.hiddenPost).toBe(told.hidden)
    expect(counts.votes).toBe(told.likes)
    expect(counts.accepted! + counts.secondAcceptedAnswer!).toBe(told.accepted_answers)
    expect(counts.member).toBe(told.users)
    expect(counts.space).toBe(Object.keys(told.categories).length)
    expect(counts.views).toBe(told.views)
    expect(counts.closed).toBe(told.closed + told.archived)
    expect(counts.edited).toBe(told.edited)
  })
})

async function countRecords(records: AsyncIterable<AnyRecord>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const add = (name: string, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by
  }
  for await (const record of records) {
    if (record.kind === 'skip') add(record.reason, record.count)
    else add(record.kind)
    const writing = record.kind === 'thread' ? record.opening : record.kind === 'post' ? record : null
    if (writing) add('votes', writing.votes!.length)
    if (writing?.editedAt) add('edited')
    if (record.kind === 'post' && record.accepted) add('accepted')
    if (record.kind === 'thread') add('views', record.views)
    if (record.kind === 'thread' && record.closedAt) add('closed')
  }
  return counts
}
