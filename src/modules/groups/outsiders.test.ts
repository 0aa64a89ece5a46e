/** Whoever is not in a hidden group finds no trace of it, in none of the ways that there are. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Ctx, Viewer } from '#platform/ctx.ts'
import { pathOf, react, readsWritten, threadShown } from '#modules/conversations/index.ts'
import { bookmark } from '../conversations/bookmarks.ts'
import { answerable } from '../home/answerable.ts'
import { figures } from '../home/figures.ts'
import { summaryFor } from '../home/summary-queries.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { inbox, unreadCounts } from '../notifications/queries.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { chooseWeekly } from './weekly-choice.ts'
import { writeWeeklies } from './weekly.tsx'
import { pinNewFile } from './files.ts'
import { changeGroupRole, inviteMember, joinGroup, leaveGroup, makeGroup } from './index.ts'

// Words that stand nowhere but in the group.
const words = ['zephyrine', 'Quillonbrook', 'moonpetal', 'Where does', 'where-does', 'never leaves']
const secret = new RegExp(words.join('|'), 'i')

/** Where a page holds such a word, but for those that the address itself brings along. */
function traces(body: string, url = ''): string[] {
  const typed = decodeURIComponent(url).replaceAll('+', ' ').toLowerCase()
  const looked = words.filter((word) => !typed.includes(word.toLowerCase().slice(0, 5)))
  return [...body.replaceAll(encodeURIComponent(slug), '').matchAll(new RegExp(`.{0,60}(?:${looked.join('|')}).{0,60}`, 'gi'))].map(([line]) => line)
}

let house: TestHouse
let slug = ''
let groupId = 0
let fileKey = ''
let thread: { id: number; path: string; openingId: number; answerId: number }
type Person = Awaited<ReturnType<TestHouse['person']>>
const people = {} as Record<'owner' | 'inside' | 'former' | 'outside' | 'moderator' | 'chief', Person>
const browsers = {} as Record<keyof typeof people | 'guest', Browser>

/** As the next request of that member would come. */
async function fresh({ ctx }: Person): Promise<Ctx> {
  const { viewer } = (await readerOf(ctx, ctx.viewer.id!))!
  return house.world.as(viewer as Viewer)
}

beforeAll(async () => {
  house = await openHouse()
  people.owner = await house.person('Olga Owner')
  people.inside = await house.person('Ines Inside')
  people.former = await house.person('Fred Former')
  people.outside = await house.person('Otto Outside')
  people.moderator = await house.person('Mo Moderator', 'moderator')
  people.chief = await house.person('Ada Chief', 'administrator')
  const group = await makeGroup(people.owner.ctx, { name: 'Quillonbrook circle', description: 'All about moonpetal.', visibility: 'hidden', joining: 'invite', rules: 'Moonpetal never leaves.' })
  ;[slug, groupId] = [group.slug, group.id]
  for (const each of [people.inside, people.former]) {
    await inviteMember(await fresh(people.owner), slug, each.handle)
    await joinGroup(each.ctx, slug)
  }
  const [owner, inside, former] = [await fresh(people.owner), await fresh(people.inside), await fresh(people.former)]
  const question = await house.question(owner, { title: 'Where does zephyrine grow?', body: `Ask @${people.outside.handle} and @${people.former.handle}.`, spaceId: groupId, topics: ['moonpetal'] })
  const answer = await house.answer(former, question, 'Zephyrine grows in Quillonbrook.')
  await house.comment(inside, answer, 'And moonpetal, too.')
  await pinNewFile(owner, slug, { name: 'zephyrine.txt', bytes: Buffer.from('Zephyrine, by the moonpetal.') })
  fileKey = (await house.db.selectFrom('file').select('key').where('name', '=', 'zephyrine.txt').executeTakeFirstOrThrow()).key
  // What everybody sees refers to it.
  await house.question(people.outside.ctx, { title: 'What grows by the river?', body: `As in ${house.config.baseUrl}/threads/${question.id}.`, topics: ['plants'] })
  await house.question(inside, { title: 'Does something grow by the lake?', body: 'I wonder.', topics: ['plants'] })
  thread = { id: question.id, path: pathOf(question), openingId: question.openingId, answerId: answer.id }
  await bookmark(former, question.openingId, { note: 'Moonpetal note of mine', remind: 'keep', date: '' })
  await react(former, question.openingId, 'thanks')
  await house.settle()
  await leaveGroup(former, slug)
  browsers.guest = house.browser('203.0.113.1')
  for (const [name, { email }] of Object.entries(people)) {
    browsers[name as keyof typeof people] = house.browser()
    await browsers[name as keyof typeof people].signIn(email)
  }
})

const outsiders = ['guest', 'outside', 'former', 'moderator', 'chief'] as const
const ctxOf = async (who: (typeof outsiders)[number]) => (who === 'guest' ? house.guest : fresh(people[who]))

test('who is in it finds all of it', async () => {
  for (const url of [`/groups/${slug}`, thread.path, '/questions', '/groups', '/search?q=zephyrine', '/topics'])
    expect(traces((await browsers.inside.get(url)).body, url), url).not.toEqual([])
})

describe.each(outsiders)('%s finds nothing', (who) => {
  const visit = (url: string) => browsers[who].get(url)
  const ways: Record<string, string[]> = {
    'the address of the group': ['', '/about', '/members', '/files', '/files?q=zephyrine', '/settings', '.atom', '?list=unanswered'].map((rest) => `/groups/:slug${rest}`),
    'the address of its files': ['/files/:file/zephyrine.txt', '/api/v1/files/:file', '/api/v1/groups/:slug/files'],
    'the address of its space': ['/spaces/:slug', '/spaces/:slug.atom', '/api/v1/spaces/:slug/following'],
    'the address of its thread': ['/questions/:thread', ':path', '/threads/:thread', '/questions/:thread.atom', '/threads/:thread/answers', '/threads/:thread/answer'],
    'the address of its posts': ['/posts/:opening', '/posts/:answer', '/posts/:answer/revisions', '/posts/:answer/comments'],
    'the address of its topic': ['/topics/moonpetal', '/topics/moonpetal.atom'],
  }
  test.each(Object.entries(ways))('by %s', async (_way, urls) => {
    for (const url of urls.map(filled)) {
      const answer = await visit(url)
      expect(answer.statusCode, url).toBe(who === 'guest' && url.endsWith('/settings') ? 303 : 404)
      expect(traces(answer.body, url), url).toEqual([])
    }
  })

  const pages: Record<string, string[]> = {
    'the list of groups': ['/groups', '/groups?q=quillonbrook', '/groups?q=moonpetal', '/groups/similar?name=Quillonbrook+circle&description=moonpetal'],
    'lists of threads': ['/questions', '/questions?list=unanswered', '/questions?list=trending', '/discussions', '/questions?topic=plants', '/questions?list=followed'],
    'lists of spaces and topics': ['/api/v1/spaces', '/topics', '/topics?q=moon', '/api/v1/topics?q=moon', '/spaces/the-square'],
    search: ['/search?q=zephyrine', '/search?q=quillonbrook', '/search?q=by:olga-owner', '/search?q=grows+by', '/api/v1/search?q=moonpetal', '/search?q=zephyrina'],
    'suggestions while typing': ['/search/suggestions?q=zephy', '/search/suggestions?q=quillon', '/search/suggestions?q=moonp'],
    'what is offered while asking': ['/questions/matches?title=Where+does+zephyrine+grow%3F', '/questions/new', '/questions/new?space=:slug', '/api/v1/questions/matches?title=zephyrine+grow'],
    'completion of names': ['/members/completion?q=quillon', '/members/completion?groups=1&q=quillon', '/members/completion?q=olga'],
    'pages of its members': ['olga-owner', 'ines-inside', 'fred-former'].flatMap((handle) => [`/members/${handle}`, `/members/${handle}/posts`, `/members/${handle}/posts?tab=questions`, `/api/v1/members/${handle}`]),
    'the way in': ['/', '/about', '/sitemap.xml', '/sitemaps/questions-1.xml', '/sitemaps/spaces-1.xml', '/sitemaps/topics-1.xml', '/robots.txt'],
    feeds: ['/questions.atom', '/discussions.atom', '/topics/plants.atom', '/spaces/the-square.atom'],
    'the inbox, bookmarks and settings': ['/notifications', '/settings/following', '/bookmarks', '/settings/notifications'],
    'cards of its members': ['/members/olga-owner/card', '/members/fred-former/card'],
    'related threads and what links to it': ['/questions/:river', '/questions/:lake'],
    'the rooms of the team': ['/admin', '/admin/topics', '/admin/topics?q=moon', '/admin/spaces', '/admin/topics/moonpetal'],
  }
  test.each(Object.entries(pages))('by %s', async (_way, urls) => {
    for (const url of urls.map(filled)) {
      // Who was in it sees it first: what is kept must not be given on.
      await browsers.inside.get(url)
      const answer = await visit(url)
      expect(traces(answer.body, url), `${url} ${answer.statusCode}`).toEqual([])
      if (url === '/questions') expect(traces((await browsers.inside.get(url)).body)).not.toEqual([])
    }
  })

  test('by figures', async () => {
    const [mine, open] = [await figures(await ctxOf(who)), await house.db.selectFrom('thread').select((eb) => eb.fn.countAll<number>().as('n')).where('spaceId', '<>', groupId).executeTakeFirstOrThrow()]
    expect(mine.threads).toBe(Number(open.n))
    for (const { handle } of [people.owner, people.former]) {
      const { questionCount, answerCount } = (await visit(`/api/v1/members/${handle}`)).json()
      expect([questionCount, answerCount]).toEqual([0, 0])
    }
  })

  test('by notices and mails', async () => {
    if (who === 'guest') return
    const ctx = await ctxOf(who)
    const { rows } = await inbox(ctx, { which: 'all', unread: false })
    expect(JSON.stringify(rows)).not.toMatch(secret)
    expect((await unreadCounts(ctx)).all).toBe(rows.filter((row) => row.unread > 0).length)
    expect(JSON.stringify(await answerable(ctx, 10))).not.toMatch(secret)
    expect(JSON.stringify(await summaryFor(ctx, new Date(0)))).not.toMatch(secret)
  })

  test('and can do nothing to it', async () => {
    if (who === 'guest') return
    const ctx = await ctxOf(who)
    await expect(threadShown(ctx, thread.id)).rejects.toMatchObject({ status: 404 })
    await expect(house.answer(ctx, thread, 'I am here.')).rejects.toMatchObject({ status: 404 })
    await expect(house.question(ctx, { spaceId: groupId })).rejects.toMatchObject({ status: 404 })
    await expect(joinGroup(ctx, slug)).rejects.toMatchObject({ status: 404 })
    await expect(inviteMember(ctx, slug, people.outside.handle)).rejects.toMatchObject({ status: 404 })
    await expect(changeGroupRole(ctx, slug, people.inside.handle, 'owner')).rejects.toMatchObject({ status: 404 })
  })
})

test('no mail about it has gone to anybody who is not in it', async () => {
  const told = (await house.mails()).filter((mail) => secret.test(`${mail.subject} ${mail.text}`)).map((mail) => mail.recipient)
  for (const address of told) expect([people.owner.email, people.inside.email, people.former.email]).toContain(address)
  const mails = await house.db.selectFrom('notification').select(['memberId']).where('threadId', '=', thread.id).execute()
  expect(mails.map((row) => row.memberId)).not.toContain(people.outside.id)
})

test('a session that is open loses sight at the next request after leaving, and has it at the next after joining', async () => {
  const { inside } = browsers
  expect((await inside.get(thread.path)).statusCode).toBe(200)
  await leaveGroup(await fresh(people.inside), slug)
  expect((await inside.get(thread.path)).statusCode).toBe(404)
  expect(traces((await inside.get('/questions')).body)).toEqual([])
  await inviteMember(await fresh(people.owner), slug, people.inside.handle)
  expect((await inside.get(thread.path)).statusCode).toBe(404)
  await joinGroup(people.inside.ctx, slug)
  expect((await inside.get(thread.path)).statusCode).toBe(200)
})

describe('its name after an @, and its weekly mail', () => {
  /** As that person has it, without what the session and the typed name bring along. */
  async function previewOf(who: keyof typeof browsers, name: string): Promise<string> {
    const token = /name="csrf-token" content="([^"]+)"/.exec((await browsers[who].get('/')).body)?.[1] ?? ''
    const headers = { accept: 'text/html', 'content-type': 'application/json', ...(token && { 'x-csrf-token': token }) }
    const { statusCode, body } = await browsers[who].ask('POST', '/preview', { headers, payload: { body: `Dear @${name}, hello.` } })
    return `${statusCode} ${token ? body.replaceAll(token, '') : body}`.replaceAll(name, '…')
  }

  test.each(outsiders)('%s writes it as a word that is nobody’s', async (who) => {
    expect(await previewOf(who, slug)).toBe(await previewOf(who, 'nobody-has-this-name'))
    if (who === 'guest') return
    const ctx = await ctxOf(who)
    const { openingId } = await house.question(ctx, { title: 'Who knows of mushrooms?', body: `Dear @${slug}, hello.` })
    await house.settle()
    const { html } = await house.db.selectFrom('post').select('html').where('id', '=', openingId).executeTakeFirstOrThrow()
    expect(html).not.toContain('href')
    expect(await house.db.selectFrom('groupMention').select('postId').where('postId', '=', openingId).execute()).toEqual([])
    expect(await house.db.selectFrom('notification').select('memberId').where('postId', '=', openingId).execute()).toEqual([])
  })

  test('who is in it is told in its own threads; the mail of the week goes to nobody else', async () => {
    await chooseWeekly(await fresh(people.inside), slug, true)
    for (const who of ['outside', 'former', 'moderator', 'chief'] as const) await expect(chooseWeekly(await ctxOf(who), slug, true)).rejects.toMatchObject({ status: 404 })
    const { openingId } = await house.question(await fresh(people.owner), { title: 'Zephyrine again?', body: `Dear @${slug}, hello.`, spaceId: groupId })
    await house.settle()
    const told = await house.db.selectFrom('notification').select('memberId').where('postId', '=', openingId).execute()
    expect(told.map((row) => row.memberId)).toEqual([people.inside.ctx.viewer.id])
    const afterMonday = new Date(Date.now() + 8 * 86_400_000)
    await writeWeeklies.run(house.as(house.guest.viewer, afterMonday), {})
    expect((await house.mails()).filter(({ kind }) => kind === 'groupWeekly').map(({ recipient }) => recipient)).toEqual([people.inside.email])
  })
})

test('what is promised of the data holds', async () => {
  await readsWritten(house.guest)
  await house.work()
  expect(await house.world.broken()).toEqual([])
})

function filled(url: string): string {
  return url.replace(':slug', encodeURIComponent(slug)).replace(':path', thread.path).replace(':thread', String(thread.id)).replace(':opening', String(thread.openingId)).replace(':answer', String(thread.answerId))
    .replace(':file', fileKey).replace(':river', String(thread.id + 1)).replace(':lake', String(thread.id + 2))
}
