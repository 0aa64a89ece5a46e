/** Groups: coming in, going out, looking after one, and what the team may do. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { acceptAnswer, closeThread, moveThread, pinThread, removePost, removeThread, restoreThread, threadList, threadShown } from '#modules/conversations/index.ts'
import { readerOf } from '#modules/notifications/index.ts'
import { linkIn, openHouse, type TestHouse } from '#test/house.ts'
import { inbox } from '../notifications/queries.ts'
import { summaryFor } from '../home/summary-queries.ts'
import { appointOwner, approveRequest, archiveGroup, askToJoin, changeGroup, changeGroupRole, inviteMember, joinGroup, keptGroups, leaveGroup, makeGroup, mergeGroup, removeMember, stepIn } from './index.ts'
import { inviteByMail, takeLetter } from './letters.tsx'
import { groupKnown } from './sight.ts'

let house: TestHouse
let [ada, bob, cleo, chief] = [] as unknown as [Ctx, Ctx, Ctx, Ctx]

/** The same person at their next request. */
const again = async (who: Ctx): Promise<Ctx> => house.world.as((await readerOf(who, who.viewer.id!))!.viewer)
const told = async (who: Ctx) => (await inbox(await again(who), { which: 'all', unread: false })).rows.map(({ kind }) => kind)
const wish = { name: 'Old stone houses', description: 'Thick walls, slow heat.', visibility: 'listed', joining: 'request', rules: '' } as const
const stateOf = async (who: Ctx, slug: string) => (await groupKnown(who, slug)).mine

beforeEach(async () => {
  house = await openHouse()
  const people = [await house.person('Ada Adams'), await house.person('Bob Brown'), await house.person('Cleo Clark'), await house.person('Chief Carol', 'community_manager')]
  ;[ada, bob, cleo, chief] = people.map((each) => each.ctx) as [Ctx, Ctx, Ctx, Ctx]
})

describe('coming in', () => {
  test('by asking: owners are told, who is let in is told, and watches from then on', async () => {
    const { slug, id } = await makeGroup(ada, wish)
    await expect(joinGroup(bob, slug)).rejects.toMatchObject({ status: 403 })
    await askToJoin(bob, slug, 'I have such a house.')
    expect(await told(ada)).toEqual(['groupAsked'])
    await expect(house.question(await again(bob), { spaceId: id })).rejects.toMatchObject({ status: 404 })
    await approveRequest(ada, slug, bob.viewer.handle)
    expect(await told(bob)).toEqual(['groupApproved'])
    await house.question(await again(ada), { spaceId: id, title: 'Who has lime plaster?' })
    await house.settle()
    expect(await told(bob)).toEqual(['question', 'groupApproved'])
    expect((await house.mails()).map((mail) => mail.recipient)).toEqual(['bobbrown@example.com'])
  })

  test('by invitation to a hidden one, which is not there before and after it', async () => {
    const { slug } = await makeGroup(ada, { ...wish, visibility: 'hidden' })
    await expect(groupKnown(bob, slug)).rejects.toMatchObject({ status: 404 })
    await inviteMember(ada, slug, `@${bob.viewer.handle}`)
    expect(await told(bob)).toEqual(['groupInvited'])
    expect(await stateOf(bob, slug)).toMatchObject({ state: 'invited' })
    await leaveGroup(bob, slug)
    await expect(groupKnown(bob, slug)).rejects.toMatchObject({ status: 404 })
    expect(await told(bob)).toEqual([])
  })

  test('not again by a letter that was not opened, once somebody was taken out', async () => {
    const { slug } = await makeGroup(ada, { ...wish, visibility: 'hidden' })
    await inviteByMail(ada, slug, 'bobbrown@example.com')
    const token = linkIn((await house.mails())[0]!.text).pathname.split('/').at(-1)!
    await inviteMember(ada, slug, bob.viewer.handle)
    await joinGroup(bob, slug)
    await removeMember(ada, slug, bob.viewer.handle)
    await expect(takeLetter(bob, token)).rejects.toMatchObject({ status: 404 })
    await inviteByMail(ada, slug, 'bobbrown@example.com')
    await takeLetter(bob, linkIn((await house.mails()).at(-1)!.text).pathname.split('/').at(-1)!)
    expect(await stateOf(bob, slug)).toMatchObject({ state: 'in' })
  })

  test('by a letter that is bound to its address, once', async () => {
    const { slug } = await makeGroup(ada, { ...wish, visibility: 'hidden' })
    await inviteByMail(ada, slug, 'bobbrown@example.com')
    await inviteByMail(ada, slug, 'nobody-here@example.com')
    const [letter, other] = await house.mails()
    expect(Object.keys(letter!)).toEqual(Object.keys(other!))
    const path = linkIn(letter!.text).pathname
    const [mine, theirs] = [house.browser(), house.browser()]
    await theirs.signIn('cleoclark@example.com')
    expect((await theirs.get(path)).body).toContain('another mail address')
    expect((await theirs.post(path)).statusCode).toBe(409)
    await mine.signIn('bobbrown@example.com')
    await mine.get(path)
    expect((await mine.post(path)).headers.location).toContain(`/groups/${slug}`)
    expect(await stateOf(bob, slug)).toMatchObject({ state: 'in', role: 'member' })
    await leaveGroup(bob, slug)
    expect((await mine.get(path)).statusCode).toBe(404)
    expect((await mine.get(`${path}x`)).statusCode).toBe(404)
  })

  test('ten invitations a day are enough', async () => {
    Object.assign(house.config, { limits: true })
    const { slug } = await makeGroup(ada, wish)
    for (let n = 0; n < 10; n++) await inviteByMail(ada, slug, `person-${n}@example.com`)
    await expect(inviteMember(ada, slug, bob.viewer.handle)).rejects.toMatchObject({ status: 429 })
  })
})

describe('going out', () => {
  test('the last owner hands over first, or puts the group away', async () => {
    const { slug } = await makeGroup(ada, { ...wish, joining: 'open' })
    await expect(leaveGroup(ada, slug)).rejects.toMatchObject({ status: 409 })
    await joinGroup(bob, slug)
    await expect(changeGroupRole(ada, slug, ada.viewer.handle, 'member')).rejects.toMatchObject({ status: 409 })
    await changeGroupRole(ada, slug, bob.viewer.handle, 'owner')
    await leaveGroup(ada, slug)
    await expect(leaveGroup(bob, slug)).rejects.toMatchObject({ status: 409 })
    await archiveGroup(bob, slug, true)
    await leaveGroup(bob, slug)
  })

  test('of two owners who leave at once one stays', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, joining: 'open' })
    await joinGroup(bob, slug)
    await changeGroupRole(ada, slug, bob.viewer.handle, 'owner')
    const outcomes = await Promise.allSettled([leaveGroup(ada, slug), leaveGroup(bob, slug)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await house.db.selectFrom('groupMember').select('role').where('spaceId', '=', id).execute()).toEqual([{ role: 'owner' }])
  })

  test('inviting and leaving at once leaves nobody in between', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, joining: 'open' })
    await joinGroup(bob, slug)
    await Promise.allSettled([leaveGroup(bob, slug), inviteMember(ada, slug, bob.viewer.handle), joinGroup(bob, slug), leaveGroup(bob, slug)])
    const follows = await house.db.selectFrom('follow').select('subjectId').where('memberId', '=', bob.viewer.id!).where('subjectId', '=', id).execute()
    const row = await house.db.selectFrom('groupMember').select('state').where('spaceId', '=', id).where('memberId', '=', bob.viewer.id!).executeTakeFirst()
    expect(follows).toHaveLength(row?.state === 'in' ? 1 : 0)
    await house.settle()
    expect(await house.world.broken()).toEqual([])
  })

  test('ends what one hears and reads', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, joining: 'open' })
    await joinGroup(bob, slug)
    const question = await house.question(await again(bob), { spaceId: id, title: 'How do you dry a cellar?' })
    await removeMember(await again(ada), slug, bob.viewer.handle)
    await house.answer(await again(ada), question, `Ask @${bob.viewer.handle}.`)
    await house.settle()
    expect(await told(bob)).toEqual([])
    expect((await house.mails()).map((mail) => mail.recipient)).not.toContain('bobbrown@example.com')
    expect((await threadList(await again(bob), { list: 'latest' })).rows).toEqual([])
    await expect(threadShown(await again(bob), question.id)).rejects.toMatchObject({ status: 404 })
  })
})

describe('looking after one', () => {
  test('owners and moderators keep order as the team does elsewhere, members do not', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, joining: 'open' })
    for (const each of [bob, cleo]) await joinGroup(each, slug)
    await changeGroupRole(ada, slug, bob.viewer.handle, 'moderator')
    const [keeper, plain] = [await again(bob), await again(cleo)]
    const question = await house.question(plain, { spaceId: id })
    const answer = await house.answer(await again(ada), question)
    const other = await house.question(await again(ada), { spaceId: id, title: 'Another one about keys' })
    await expect(pinThread(plain, other.id, true)).rejects.toMatchObject({ status: 403 })
    await expect(closeThread(plain, other.id, '')).rejects.toMatchObject({ status: 403 })
    await pinThread(keeper, question.id, true)
    await acceptAnswer(keeper, answer.id, question.id)
    await removePost(keeper, answer.id)
    await closeThread(keeper, question.id, 'Done')
    await removeThread(keeper, question.id)
    expect((await threadShown(keeper, question.id)).may.restore).toBe(true)
    await restoreThread(keeper, question.id)
    await expect(pinThread(keeper, (await house.question(cleo)).id, true)).rejects.toMatchObject({ status: 403 })
    await expect(changeGroup(keeper, slug, { ...wish, version: 1 })).rejects.toMatchObject({ status: 403 })
    await expect(removeMember(keeper, slug, ada.viewer.handle)).rejects.toMatchObject({ status: 403 })
  })

  test('what was written in it does not leave it by a member, nor by the team from outside', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, joining: 'open' })
    await joinGroup(bob, slug)
    const champion = await again(bob)
    champion.viewer.role = 'champion'
    const question = await house.question(await again(ada), { spaceId: id })
    await expect(moveThread(champion, question.id, house.square.id)).rejects.toMatchObject({ status: 403 })
    await expect(moveThread(chief, question.id, house.square.id)).rejects.toMatchObject({ status: 404 })
    await expect(moveThread(await again(ada), question.id, house.square.id)).rejects.toMatchObject({ status: 403 })
  })

  test('opening and closing it changes what everybody reads, counted anew', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, visibility: 'public' })
    const question = await house.question(await again(ada), { spaceId: id })
    expect((await threadShown(cleo, question.id)).may.answer).toBe(false)
    await changeGroup(ada, slug, { ...wish, version: 1 })
    await expect(threadShown(cleo, question.id)).rejects.toMatchObject({ status: 404 })
    await house.settle()
    await house.work()
    expect(await house.world.broken()).toEqual([])
  })

  test('merging takes members, roles and threads along, never from closed to open', async () => {
    const old = await makeGroup(ada, { ...wish, name: 'Stone houses', joining: 'open' })
    const target = await makeGroup(ada, { ...wish, joining: 'open' })
    const open = await makeGroup(ada, { ...wish, name: 'Everybody', visibility: 'public' })
    await joinGroup(bob, old.slug)
    await joinGroup(cleo, old.slug)
    await joinGroup(cleo, target.slug)
    await changeGroupRole(ada, old.slug, cleo.viewer.handle, 'moderator')
    const question = await house.question(await again(bob), { spaceId: old.id })
    await expect(mergeGroup(await again(ada), old.slug, open.slug)).rejects.toMatchObject({ status: 409 })
    await expect(mergeGroup(await again(cleo), old.slug, target.slug)).rejects.toMatchObject({ status: 403 })
    await expect(mergeGroup(await again(ada), old.slug, '100%')).rejects.toMatchObject({ status: 422 })
    await mergeGroup(await again(ada), old.slug, `http://localhost:3000/groups/${target.slug}`)
    expect(await stateOf(cleo, target.slug)).toEqual({ state: 'in', role: 'moderator' })
    expect(await stateOf(bob, target.slug)).toEqual({ state: 'in', role: 'member' })
    expect((await threadShown(await again(bob), question.id)).place.slug).toBe(target.slug)
    const browser = house.browser()
    expect((await browser.get(`/groups/${old.slug}`)).headers.location).toBe(`/groups/${target.slug}`)
    await house.settle()
    await house.work()
    expect(await house.world.broken()).toEqual([])
  })
})

describe('the team', () => {
  test('knows which there are, steps in openly, and appoints an owner only where there is none', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, visibility: 'hidden' })
    await inviteMember(ada, slug, bob.viewer.handle)
    await joinGroup(bob, slug)
    const question = await house.question(await again(ada), { spaceId: id })
    expect((await keptGroups(chief)).rows).toMatchObject([{ slug, members: 2, orphaned: false, within: false }])
    await expect(keptGroups(bob)).rejects.toMatchObject({ status: 403 })
    await expect(threadShown(await again(chief), question.id)).rejects.toMatchObject({ status: 404 })
    await expect(appointOwner(chief, slug, bob.viewer.handle)).rejects.toMatchObject({ status: 409 })
    await house.db.updateTable('member').set({ lastSeenAt: new Date(Date.now() - 61 * 86_400_000) }).where('id', '=', ada.viewer.id!).execute()
    expect((await keptGroups(chief)).rows[0]).toMatchObject({ orphaned: true })
    await appointOwner(chief, slug, bob.viewer.handle)
    expect(await stateOf(bob, slug)).toMatchObject({ role: 'owner' })
    await stepIn(chief, slug)
    expect(await told(ada)).toContain('groupSteppedIn')
    expect(await house.facts()).toContain('group.steppedIn')
    expect((await threadShown(await again(chief), question.id)).id).toBe(question.id)
  })
})

describe('by its pages', () => {
  test('similar ones are shown first, then it is made; outsiders of a listed one read what it is and nothing else', async () => {
    await makeGroup(ada, wish)
    const browser = house.browser()
    await browser.signIn('bobbrown@example.com')
    const form = { name: 'Stone houses', description: 'For old walls', visibility: 'listed', joining: 'request', rules: 'Be *kind*.' }
    const looked = await browser.post('/groups', form)
    expect(looked.statusCode).toBe(409)
    expect(looked.body).toContain('Old stone houses')
    const made = await browser.post('/groups', { ...form, sure: 'true' })
    expect(made.headers.location).toContain('/groups/stone-houses/about')
    expect((await browser.get(String(made.headers.location).split('#')[0]!)).body).toContain('<em>kind</em>')
    const question = await house.question(await again(bob), { title: 'Only for those inside', spaceId: (await groupKnown(bob, 'stone-houses')).id })
    const outside = house.browser('203.0.113.8')
    await outside.signIn('cleoclark@example.com')
    const page = await outside.get('/groups/stone-houses')
    expect(page.body).toContain('Ask to join')
    expect(page.body).not.toContain('Only for those inside')
    for (const url of ['/groups/stone-houses/members', `/questions/${question.id}/${question.slug}`]) expect((await outside.get(url)).statusCode).toBe(404)
    await outside.post('/groups/stone-houses/ask', { note: 'May I?' })
    expect((await browser.get('/groups/stone-houses/members')).body).toContain('May I?')
    await browser.post('/groups/stone-houses/members/cleo-clark/approve')
    expect((await outside.get('/groups/stone-houses')).body).toContain('Only for those inside')
    expect((await outside.get(`/spaces/stone-houses`)).headers.location).toBe('/groups/stone-houses')
    expect((await outside.get('/questions/new?space=stone-houses')).body).toContain('>Stone houses</option>')
  })

  test('a guest sees what there is for everybody, and is led to sign in', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, visibility: 'public', joining: 'open' })
    await house.question(await again(ada), { title: 'Read by everybody', spaceId: id })
    const guest = house.browser()
    expect((await guest.get('/groups')).body).toContain('Old stone houses')
    for (const url of [`/groups/${slug}`, `/groups/${slug}.atom`]) expect((await guest.get(url)).body).toContain('Read by everybody')
    expect((await guest.get('/groups/new')).headers.location).toContain('/sign-in')
  })

  test('the weekly mail tells what is new in it', async () => {
    const { slug, id } = await makeGroup(ada, { ...wish, joining: 'open' })
    await joinGroup(bob, slug)
    await house.question(await again(ada), { spaceId: id, title: 'Who has lime plaster?', kind: 'discussion' })
    const summary = await summaryFor(await again(bob), new Date(0))
    expect(summary!.groups).toMatchObject([{ name: 'Old stone houses', threads: [{ title: 'Who has lime plaster?' }] }])
    await leaveGroup(bob, slug)
    expect((await summaryFor(await again(bob), new Date(0)))?.groups ?? []).toEqual([])
  })
})
