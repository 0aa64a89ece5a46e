/** Writing @ a group: whom it tells, who may, how often, and what nobody learns by it. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { cooked } from '#modules/conversations/index.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { type Browser, openHouse, type TestHouse } from '#test/house.ts'
import { cookAgain } from '../conversations/cooking-again.ts'
import { follow, followAll } from '../conversations/follows.ts'
import { editPost } from '../conversations/posts.ts'
import { editThread } from '../conversations/threads.ts'
import { inbox } from '../notifications/queries.ts'
import { archiveGroup, changeGroup, inviteMember, joinGroup, leaveGroup, makeGroup } from './index.ts'
import { groupKnown } from './sight.ts'

let house: TestHouse
let [ada, bob, cleo, dora, team] = [] as unknown as [Ctx, Ctx, Ctx, Ctx, Ctx]
let group: { id: number; slug: string }

const again = async (who: Ctx): Promise<Ctx> => house.world.as((await readerOf(who, who.viewer.id!))!.viewer)
const told = async (who: Ctx) => (await inbox(await again(who), { which: 'all', unread: false })).rows.map(({ kind, reason }) => (reason ? `${kind}: ${reason}` : kind))
const settings = async (wish: Partial<Parameters<typeof changeGroup>[2]>) => changeGroup(await again(ada), group.slug, { ...(await groupKnown(await again(ada), group.slug)), ...wish })
const htmlOf = async (id: number) => (await house.db.selectFrom('post').select('html').where('id', '=', id).executeTakeFirstOrThrow()).html

/** The preview as that person has it; what the session brings along is left out. */
async function previewOf(browser: Browser, body: string): Promise<string> {
  const token = (await browser.get('/')).body.match(/name="csrf-token" content="([^"]+)"/)![1]!
  const answer = await browser.ask('POST', '/preview', { headers: { accept: 'text/html', 'content-type': 'application/json', 'x-csrf-token': token }, payload: { body } })
  return answer.body.replaceAll(token, '')
}

beforeEach(async () => {
  house = await openHouse()
  ;[ada, bob, cleo, dora] = (await Promise.all(['Ada Adams', 'Bob Brown', 'Cleo Clark', 'Dora Dean'].map((name) => house.person(name)))).map(({ ctx }) => ctx) as [Ctx, Ctx, Ctx, Ctx]
  team = (await house.person('Tess Team', 'support_agent')).ctx
  group = await makeGroup(ada, { name: 'Stone houses', description: '', visibility: 'public', joining: 'open', rules: '' })
  for (const each of [bob, cleo]) await joinGroup(each, group.slug)
  await house.settle()
})

describe('whom it tells', () => {
  test('everybody in it, once, with the reason, as a mention, linked for all', async () => {
    const thread = await house.question(await again(bob), { title: 'Lime or cement?', body: `Dear @${group.slug}, what is better?` })
    await house.settle()
    expect([await told(ada), await told(cleo)]).toEqual([['groupMention: Stone houses'], ['groupMention: Stone houses']])
    expect([await told(bob), await told(dora)]).toEqual([[], []])
    expect(await htmlOf(thread.openingId)).toContain(`href="/groups/${group.slug}"`)
    const mails = await house.mails()
    expect(mails.map(({ recipient, subject }) => [recipient, subject]).sort()).toEqual(['adaadams@example.com', 'cleoclark@example.com'].map((address) => [address, 'Bob Brown wrote to your group: Lime or cement?']))
    expect(mails[0]!.html).toContain('somebody wrote to a group of yours')
  })

  test('by their own name they are meant more', async () => {
    const thread = await house.question(await again(cleo), { title: 'Lime or cement?' })
    await house.answer(await again(bob), thread, `@${group.slug} and @${ada.viewer.handle} know.`)
    await house.settle()
    expect([await told(ada), await told(cleo)]).toEqual([['mention'], ['answer']])
  })

  test('not who has muted the group or the writer, and not in a quotation or code', async () => {
    await followAll(await again(ada), 'space', group.id, 'muted')
    await followAll(await again(cleo), 'member', bob.viewer.id!, 'muted')
    const thread = await house.question(await again(bob), { body: `@${group.slug}?` })
    await house.answer(await again(dora), thread, `> @${group.slug}?\n\nNo, \`@${group.slug}\`.`)
    await house.settle()
    expect([await told(ada), await told(cleo)]).toEqual([[], []])
  })

  test('not who cannot see the thread, nor who has muted it', async () => {
    const staff = await house.world.space({ name: 'Staff', see: 'team', ask: 'team', answer: 'team' })
    await settings({ mentioning: 'everyone' })
    await house.question(team, { title: 'Among the team', body: `@${group.slug}?`, spaceId: staff.id })
    const thread = await house.question(await again(dora), { title: 'Lime or cement?' })
    await follow(await again(cleo), thread.id, 'muted')
    await house.answer(await again(bob), thread, `@${group.slug}?`)
    await house.settle()
    expect([await told(ada), await told(cleo)]).toEqual([['groupMention: Stone houses'], []])
  })

  test('an edit tells those who were not told, of the post or the opening, and nobody twice', async () => {
    const thread = await house.question(await again(bob), { title: 'Lime or cement?', body: `@${ada.viewer.handle}, what is better?` })
    await house.settle()
    const edit = { title: 'Lime or cement?', topics: [], reason: '' }
    await editThread(await again(bob), thread.id, { ...edit, body: `@${ada.viewer.handle}, @${group.slug}, what is better?`, version: 1 })
    await house.settle()
    expect([await told(ada), await told(cleo)]).toEqual([['mention'], ['groupMention: Stone houses']])
    await editThread(await again(bob), thread.id, { ...edit, body: `@${ada.viewer.handle}, @${group.slug}, what is best?`, version: 2 })
    const answer = await house.answer(await again(bob), thread, 'I mean it.')
    await editPost(await again(bob), answer.id, { body: `I mean it, @${dora.viewer.handle}.`, version: 1, reason: '' })
    await house.settle()
    expect([await told(cleo), await told(dora)]).toEqual([['groupMention: Stone houses'], ['mention']])
  })

  test('a member of the same name is meant, not the group', async () => {
    const named = await makeGroup(ada, { name: bob.viewer.handle, description: '', visibility: 'public', joining: 'open', rules: '' })
    await house.db.updateTable('space').set({ slug: bob.viewer.handle }).where('id', '=', named.id).execute()
    const thread = await house.question(await again(cleo), { body: `@${bob.viewer.handle}?` })
    await house.settle()
    expect(await htmlOf(thread.openingId)).toContain(`href="/members/${bob.viewer.handle}"`)
    expect([await told(bob), await told(ada)]).toEqual([['mention'], []])
  })
})

describe('who may', () => {
  const calls = async (who: Ctx) => (await cooked(await again(who), `@${group.slug}`)).groups.map(({ why, people }) => [why, people])

  test.each([
    ['nobody', ['notYou', 'notYou', 'notYou', 'notYou']],
    ['keepers', [null, 'notYou', 'notYou', null]],
    ['members', [null, null, 'notYou', null]],
    ['everyone', [null, null, null, null]],
  ] as const)('%s: owner, member, somebody else, the team', async (mentioning, expected) => {
    await settings({ mentioning })
    expect(await Promise.all([ada, bob, dora, team].map(async (who) => (await calls(who))[0]![0]))).toEqual(expected)
  })

  test('who may not only links it; who is not said otherwise keeps what was chosen', async () => {
    await settings({ mentioning: 'keepers' })
    const { mentioning: _left, ...rest } = await groupKnown(await again(ada), group.slug)
    await changeGroup(await again(ada), group.slug, rest)
    const thread = await house.question(await again(bob), { body: `@${group.slug}?` })
    await house.settle()
    expect([await told(ada), await told(cleo)]).toEqual([[], []])
    expect(await htmlOf(thread.openingId)).toContain(`href="/groups/${group.slug}"`)
  })

  test('a group that was put away is told nothing', async () => {
    await archiveGroup(await again(ada), group.slug, true)
    expect(await calls(bob)).toEqual([])
  })

  test('of more than a hundred people only who looks after it, or the team', async () => {
    const { rows } = await house.db.insertInto('member').values(Array.from({ length: 100 }, (_, n) => ({ handle: `many-${n}`, name: `Many ${n}`, role: 'member', joinedAt: new Date() }))).returning('id').execute().then((rows) => ({ rows }))
    await house.db.insertInto('groupMember').values(rows.map(({ id }) => ({ spaceId: group.id, memberId: id, role: 'member', state: 'in', at: new Date() }))).execute()
    expect([await calls(bob), await calls(ada), await calls(team)]).toEqual([[['tooMany', 102]], [[null, 102]], [[null, 103]]])
    await house.question(await again(bob), { body: `@${group.slug}?` })
    await house.settle()
    expect(await told(cleo)).toEqual([])
  })

  test('three times a day, also when all are sent at once', async () => {
    Object.assign(house.config, { limits: true })
    const me = await again(bob)
    const asked = await Promise.all(Array.from({ length: 5 }, (_, n) => house.question(me, { title: `Which lime is number ${n}?`, body: `@${group.slug}?` })))
    await house.settle()
    expect(asked).toHaveLength(5)
    expect(await told(cleo)).toHaveLength(3)
    expect(await calls(bob)).toEqual([['often', 2]])
    expect(await calls(team)).toEqual([[null, 3]])
  })
})

describe('no way around the limits', () => {
  /** Somebody who has been here for a while. */
  const known = (who: Ctx) => house.db.updateTable('member').set({ joinedAt: new Date(0), questionCount: 5 }).where('id', '=', who.viewer.id!).execute()

  async function fiveGroups(): Promise<string[]> {
    const slugs: string[] = []
    for (const name of ['Lime', 'Clay', 'Straw', 'Reed', 'Wool']) {
      const { slug } = await makeGroup((await house.person(`${name} Friend`)).ctx, { name: `Friends of ${name}`, description: '', visibility: 'public', joining: 'open', rules: '' })
      for (const each of [ada, bob]) await joinGroup(each, slug)
      slugs.push(`@${slug}`)
    }
    await house.settle()
    return slugs
  }
  const toldAtAll = async () => new Set((await house.db.selectFrom('notification').select('reasonId').where('kind', '=', 'groupMention').execute()).map(({ reasonId }) => reasonId)).size

  test('a name that is taken out again has been told, and counts; put back it tells nobody twice', async () => {
    await known(bob)
    const edit = { topics: [], reason: '' }
    for (let n = 0; n < 5; n++) {
      const title = `Which lime is number ${n}?`
      const thread = await house.question(await again(bob), { title, body: `@${group.slug}?` })
      await house.settle()
      await editThread(await again(bob), thread.id, { ...edit, title, body: 'Never mind.', version: 1 })
      await editThread(await again(bob), thread.id, { ...edit, title, body: `@${group.slug}, do mind.`, version: 2 })
    }
    await house.settle()
    expect(await told(cleo)).toHaveLength(3)
  })

  test('one post tells three groups, however often it is edited', async () => {
    const slugs = await fiveGroups()
    await house.db.updateTable('member').set({ role: 'support_agent' }).where('id', '=', ada.viewer.id!).execute()
    const post = await house.question(await again(ada), { title: 'All at once', body: slugs.slice(0, 3).join(' ') })
    await house.settle()
    await editThread(await again(ada), post.id, { title: 'All at once', topics: [], reason: '', body: slugs.slice(2).join(' '), version: 1 })
    await house.settle()
    expect(await toldAtAll()).toBe(3)
  })

  test('of who is new it tells one, and the preview says so before', async () => {
    const slugs = await fiveGroups()
    const browser = house.browser()
    await browser.signIn('bobbrown@example.com')
    const preview = async () => {
      const page = await previewOf(browser, slugs.slice(0, 3).join(' '))
      return ['This tells', 'does not tell more groups', 'three times today'].map((words) => page.split(words).length - 1)
    }
    expect(await preview()).toEqual([1, 2, 0])
    await house.question(await again(bob), { body: slugs.slice(0, 2).join(' ') })
    await house.settle()
    expect(await toldAtAll()).toBe(1)
    await known(bob)
    expect(await preview()).toEqual([2, 0, 1])
  })
})

describe('a hidden group', () => {
  const inGroup = async () => {
    await settings({ visibility: 'hidden' })
    await house.settle()
  }

  test('is named in its own threads only, and never linked', async () => {
    await inGroup()
    const inside = await house.question(await again(bob), { title: 'Among us', body: `@${group.slug}!`, spaceId: group.id })
    const outside = await house.question(await again(bob), { title: 'For all', body: `@${group.slug}!` })
    await house.settle()
    expect(await told(cleo)).toEqual(['groupMention: Stone houses'])
    for (const { openingId } of [inside, outside]) expect(await htmlOf(openingId)).not.toContain('href')
  })

  test('is for outsiders a word as any, in texts, previews and completions', async () => {
    await inGroup()
    const browser = house.browser()
    await browser.signIn('doradean@example.com')
    const shown = async (name: string) => [
      (await previewOf(browser, `@${name}`)).replaceAll(name, 'x'),
      (await browser.get(`/members/completion?groups=1&q=${name.slice(0, 5)}`)).body.includes('role="option"'),
    ]
    expect(await shown(group.slug)).toEqual(await shown('stone-towers'))
    const insider = house.browser()
    await insider.signIn('bobbrown@example.com')
    expect((await insider.get('/members/completion?groups=1&q=stone')).body).toMatch(/data-handle="stone-houses"[\s\S]*tells 2 people/)
    expect((await insider.get('/members/completion?q=stone')).body).not.toContain('stone-houses')
  })

  test('that was public before is linked nowhere any more, and who leaves hears nothing', async () => {
    const thread = await house.question(await again(bob), { body: `@${group.slug}!` })
    await house.settle()
    expect(await htmlOf(thread.openingId)).toContain('href="/groups/')
    await inGroup()
    while ((await cookAgain(house.guest)) > 0);
    expect(await htmlOf(thread.openingId)).not.toContain('href')
    await leaveGroup(await again(cleo), group.slug)
    expect(await told(cleo)).toEqual(['groupMention'])
    await house.question(await again(bob), { title: 'Among us', body: `@${group.slug}!`, spaceId: group.id })
    await house.settle()
    expect((await told(cleo)).length).toBe(1)
  })

  test('cannot be called by who was invited and has not come in', async () => {
    await inGroup()
    await inviteMember(await again(ada), group.slug, dora.viewer.handle)
    expect((await cooked(await again(dora), `@${group.slug}`)).groups).toEqual([])
  })
})

test('the preview says whom it will reach; a message names no group', async () => {
  const browser = house.browser()
  await browser.signIn('bobbrown@example.com')
  expect(await previewOf(browser, `Hello @${group.slug}`)).toContain('This tells 2 people in Stone houses.')
  const privately = await browser.json('/api/v1/preview?private=1', { body: `Hello @${group.slug}` })
  expect(privately.json()).toMatchObject({ groups: [], html: expect.not.stringContaining('href') })
})
