import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { acceptAnswer, voteHelpful } from '#modules/conversations/index.ts'
import { forgetSearches, writeSearches } from './kept.ts'
import { searchesOfGuests, searchesOfMembers } from './limits.ts'
import { sought } from './queries.ts'
import { forgetVocabulary } from './spelling.ts'
import { openSite, type Site } from '#test/site.ts'

let site: Site
let [ada, bob]: Ctx[] = []

beforeEach(async () => {
  site = await openSite()
  forgetVocabulary(site.db)
  forgetSearches()
  ada = await site.member('Ada')
  bob = await site.member('Bob')
})

async function solved(
  title = 'Legionella programme at night',
  answer = 'Sixty degrees once a week is enough.',
) {
  const thread = await site.question(ada!, { title, body: 'How often?' })
  const post = await site.answer(bob!, thread, answer)
  await acceptAnswer(ada!, post.id)
  await voteHelpful(ada!, post.id)
  await site.settle()
  return thread
}

const kept = async () => {
  await writeSearches(site.guest)
  return site.db
    .selectFrom('searchQuery')
    .select(['text', 'results', 'memberId', 'clicked', 'shown'])
    .orderBy('id')
    .execute()
}

describe('the page', () => {
  test('shows the best answer, counts, and where to ask', async () => {
    const thread = await solved()
    const page = await site.get('/search?q=legionella+night', ada)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('1 result for')
    expect(page.body).toContain('Best answer')
    expect(page.body).toContain('worked for 1 person')
    expect(page.body).toContain('Sixty degrees once a week is enough.')
    expect(page.body).toContain('<mark>Legionella</mark>')
    expect(page.body).toContain(`href="/questions/${thread.id}/`)
    expect(page.body).toContain('/questions/new?title=legionella+night')
    expect(page.body).not.toMatch(/ style="|<script>|search:\w/)
  })

  test('with nothing found offers to ask with the same words, and better-known ones', async () => {
    await solved()
    const page = await site.get('/search?q=legionela')
    expect(page.body).toContain('Nothing for “legionela”')
    expect(page.body).toContain('href="/search?q=legionella"')
    expect(page.body).toContain('<mark>Legionella</mark> programme at night')
    expect(page.body).toContain('/questions/new?title=legionela')
    const other = await site.get('/search?q=submarine')
    expect(other.body).not.toContain('Did you mean')
  })

  test('narrows by a plain form, and keeps the choice', async () => {
    await solved()
    await site.question(ada!, { title: 'Legionella and the heater' })
    await site.settle()
    const page = await site.get('/search?q=legionella&state=open&written=week&space=the-square&by=ada')
    expect(page.body).toContain('Legionella</mark> and the heater')
    expect(page.body).not.toContain('programme at night')
    expect(page.body).toMatch(/value="open"[^>]*checked/)
    expect((await site.get('/search?q=legionella&by=nobody&kind=nonsense')).body).toContain(
      'Nothing fits all of this',
    )
  })

  test('says which operator it could not follow, and what to type instead', async () => {
    await solved()
    const page = await site.get('/search?q=legionella+is:fixed+before:soon+by:nobody-here')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('is: does not know “fixed”. Write is:solved')
    expect(page.body).toContain('“soon” is no day. Write before:2026')
    expect(page.body).toContain('Nobody here is called “nobody-here”')
    const { hints, total } = (await site.get('/api/v1/search?q=legionella+after:someday')).json()
    expect({ hints: hints.length, total }).toEqual({ hints: 1, total: 1 })
    expect((await site.get('/search?q=legionella+is:solved')).body).not.toContain('does not know')
  })

  test('has fields for topic and days beside the others', async () => {
    await site.question(ada!, { title: 'Valve drips at the joint', topics: ['valves'] })
    await site.question(ada!, { title: 'Valve drips at the top' })
    await site.settle()
    const at = async (more: string) => (await site.get(`/api/v1/search?q=valve+drips${more}`)).json().total
    expect(await at('&topic=valves')).toBe(1)
    const today = new Date().toISOString().slice(0, 10)
    expect([await at(`&after=${today}&before=${today}`), await at('&before=2020-01-01'), await at('&before=soon')]).toEqual([2, 0, 2])
    const page = await site.get(`/search?q=valve+drips&topic=valves&after=${today}`)
    expect(page.body).toMatch(/name="topic"[^>]*value="valves"|value="valves"[^>]*name="topic"/)
    expect(page.body).toContain(`value="${today}"`)
  })

  test('goes on where it ended', async () => {
    // Nobody may ask more than twenty in one day, whatever the hour.
    for (let number = 1; number <= 23; number++)
      await site.question(site.at(ada!, new Date(Date.now() - number * 7_200_000)), {
        title: `Valve number ${number} drips`,
      })
    await site.settle()
    const first = await site.get('/search?q=valve+drips')
    expect(first.body).toContain('20 of 23 shown')
    expect(first.body).toContain('/search?q=valve+drips&amp;from=20')
    const rest = await site.get('/search?q=valve+drips&from=20', undefined, { 'turbo-frame': 'results-20' })
    expect(rest.body).toContain('<turbo-frame id="results-20"')
    expect(rest.body.match(/<li id="found-question/g)).toHaveLength(3)
    const titles = (body: string) => [...body.matchAll(/Valve<\/mark> number (\d+)/g)].map((hit) => hit[1])
    expect(new Set([...titles(first.body), ...titles(rest.body)]).size).toBe(23)
  })

  test('is never an error, whatever stands in the address', async () => {
    for (const query of [
      '',
      '?q=',
      '?q=%00',
      '?q=%27%3B--&from=-1',
      '?q=a&space[]=x&space=y',
      '?q=%22&written=x&state=9',
      `?q=${'x'.repeat(3000)}`,
      '?q=%ff',
      '?q=1&q=2',
    ]) {
      expect((await site.get(`/search${query}`)).statusCode).toBe(200)
    }
  })
})

describe('the API', () => {
  test('answers the same as the page', async () => {
    await solved()
    const { total, rows, didYouMean } = (await site.get('/api/v1/search?q=legionella&kind=question')).json()
    expect({ total, didYouMean }).toEqual({ total: 1, didYouMean: null })
    expect(rows[0]).toMatchObject({
      kind: 'question',
      title: 'Legionella programme at night',
      state: 'solved',
      space: { slug: 'the-square' },
      author: { name: 'Ada' },
    })
    expect((await site.get('/api/v1/search/suggestions?q=legio')).json().rows[0].title).toBe(
      'Legionella programme at night',
    )
  })
})

describe('what is kept', () => {
  test('are searches with what they brought: those without are the gaps', async () => {
    await solved()
    await site.get('/search?q=Legionella', ada)
    await site.get('/search?q=legionella', ada)
    await site.get('/search?q=geothermal', bob)
    await site.get('/search?q=geothermal', undefined, { 'user-agent': 'Googlebot' })
    expect(await kept()).toMatchObject([
      { text: 'legionella', results: 1, memberId: ada!.viewer.id, shown: [{ kind: 'question', id: 1 }] },
      { text: 'geothermal', results: 0, memberId: bob!.viewer.id },
    ])
    const facts = await site.db
      .selectFrom('fact')
      .select(['name', 'data', 'actorId'])
      .where('name', '=', 'search.made')
      .orderBy('id')
      .execute()
    expect(facts).toMatchObject([
      { data: { place: 'search', results: 1 }, actorId: ada!.viewer.id },
      { data: { results: 0 } },
    ])
    expect(JSON.stringify(facts)).not.toContain('geothermal')
  })

  test('is what helped, once, beside the search that found it', async () => {
    const thread = await solved()
    await site.get('/search?q=Legionella+night', ada)
    const body = { q: 'Legionella night', kind: 'question', id: thread.id }
    const done = await site.post('/search/helped', body, ada)
    expect(done.statusCode).toBe(303)
    expect((await site.get(done.headers.location as string, ada)).body).toContain('Good to know.')
    const again = await site.post('/search/helped', body, ada, { accept: 'text/vnd.turbo-stream.html' })
    expect(again.body).toContain('<turbo-stream action="update" target="best-actions"')
    expect((await site.post('/search/opened', body, ada)).statusCode).toBe(204)
    const choice = { kind: 'question', id: thread.id }
    expect((await kept())[0]!.clicked).toEqual([
      { ...choice, helped: true },
      { ...choice, helped: false },
    ])
    expect((await site.facts()).filter((name) => name.startsWith('search.'))).toEqual([
      'search.made',
      'search.helped',
      'search.opened',
    ])
  })

  test('is shown at the door only when several people had the same words', async () => {
    await solved()
    const cleo = await site.member('Cleo')
    const mo = await site.member('Mo', 'moderator')
    for (const each of [ada, mo]) await site.get('/search?q=legionella', each)
    // One guest can pass for many.
    for (const name of ['a', 'b', 'c']) await site.get('/search?q=legionella', undefined, { cookie: `fm_visitor=${name.repeat(20)}` })
    await kept()
    expect(await sought(site.guest)).toEqual([])
    for (const each of [ada, bob, cleo]) for (const text of ['legionella', 'legionella -is -a -swindle', 'legionella swindle.example']) await site.get(`/search?q=${encodeURIComponent(text)}`, each)
    await kept()
    expect(await sought(site.guest)).toEqual(['legionella'])
  })
})

describe('limits', () => {
  test('leave room for people and stop machines', async () => {
    const many = async (count: number, as?: Ctx) => {
      const answers = []
      for (let number = 0; number < count; number++)
        answers.push((await site.get('/api/v1/search?q=pump', as)).statusCode)
      return answers
    }
    expect(new Set(await many(searchesOfGuests.max))).toEqual(new Set([200]))
    const refused = await site.get('/search?q=pump')
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await site.get('/search')).statusCode).toBe(200)
    expect(new Set(await many(searchesOfMembers.max, ada))).toEqual(new Set([200]))
    expect((await site.get('/search?q=pump', ada)).statusCode).toBe(429)
  })
})

test('a canary in a room of the team sings to nobody else', async () => {
  const mo = await site.member('Mo', 'moderator')
  const room = await site.space({ name: 'Aviary', see: 'team', ask: 'team', answer: 'team' })
  await site.question(mo, {
    title: 'Canarybird sings at dawn',
    body: 'Canarybird.',
    spaceId: room.id,
    topics: ['canarybird'],
  })
  await site.settle()
  for (const as of [undefined, ada]) {
    for (const url of [
      '/search?q=canarybird',
      '/search?q=canarybirt',
      '/search/suggestions?q=canar',
      '/api/v1/search?q=canarybird',
      '/search?q=is:unanswered',
      '/search?q=dawn',
      '/search',
    ]) {
      const { body } = await site.get(url, as)
      expect(body, url).not.toMatch(/sings|Aviary/)
      expect(body, url).not.toContain('<mark>Canarybird')
    }
  }
  expect((await site.get('/search?q=canarybird', mo)).body).toContain('sings')
})
