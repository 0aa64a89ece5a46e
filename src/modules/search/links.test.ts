import { beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '#test/world.ts'
import type { Ctx } from '#platform/ctx.ts'
import { editPost } from '#modules/conversations/index.ts'
import { find, matches } from './index.ts'

let world: World
let [ada, bob, mo]: Ctx[] = []

beforeEach(async () => {
  world = await openWorld()
  ada = await world.member('Ada Byron')
  bob = await world.member('Bob Marsh')
  mo = await world.member('Mo', 'moderator')
})

const ask = (title: string, rest: object = {}) => world.question(ada!, { title, body: 'It happens every day.', ...rest })
const addressOf = ({ id }: { id: number }) => `${world.config.baseUrl}/questions/${id}/a-title`
const matched = async (ctx: Ctx, title: string) => (await matches(ctx, { title })).map((each) => each.title)

test('a thread is found by the words of those that lead to it', async () => {
  const guide = await ask('Hydraulic balancing, step by step')
  const cold = await ask('My attic stays chilly although the boiler roars')
  await world.answer(bob!, cold, `This was told [over there](${addressOf(guide)}) already.`)
  await world.settle()
  expect(await matched(world.guest, 'Chilly attic again')).toEqual([
    'My attic stays chilly although the boiler roars',
    'Hydraulic balancing, step by step',
  ])
})

test('links elsewhere lead to nothing here, and a link that is taken back leads nowhere', async () => {
  const guide = await ask('Hydraulic balancing, step by step')
  const cold = await ask('My attic stays chilly although the boiler roars')
  await world.answer(bob!, cold, `See https://elsewhere.example/questions/${guide.id}/a-title for that.`)
  const answer = await world.answer(bob!, cold, `See ${addressOf(guide)} for that.`)
  await world.settle()
  const links = () => world.db.selectFrom('searchLink').select('toThreadId').execute()
  expect(await links()).toEqual([{ toThreadId: guide.id }])
  await editPost(bob!, answer.id, { body: 'See the guide for that.', version: 1, reason: '' })
  await world.settle()
  expect(await links()).toEqual([])
  expect(await matched(world.guest, 'Chilly attic again')).toEqual(['My attic stays chilly although the boiler roars'])
})

test('nobody finds by the words of a thread that they may not see', async () => {
  const guide = await ask('Hydraulic balancing, step by step')
  const room = await world.space({ name: 'Back room', see: 'team', ask: 'team', answer: 'team' })
  await world.question(mo!, { title: 'Canary contract of Smith and Sons', body: `Like ${addressOf(guide)}.`, spaceId: room.id })
  await world.settle()
  const found = { team: await matched(mo!, 'canary contract'), guest: await matched(world.guest, 'canary contract') }
  expect(found).toEqual({ team: ['Canary contract of Smith and Sons', 'Hydraulic balancing, step by step'], guest: [] })
  expect((await find(world.guest, 'canary contract smith')).rows).toEqual([])
})

test('of threads that fit alike the one that others lead to stands first', async () => {
  const [plain, known] = [await ask('Pump rattles at night'), await ask('Pump rattles at night')]
  for (const title of ['Noise one', 'Noise two', 'Noise three']) await world.answer(bob!, await ask(title), `See ${addressOf(known)}`)
  await ask('Pump rattles at night')
  await world.settle()
  const rows = await matches(world.guest, { title: 'Pump rattles at night' })
  expect(rows[0]!.id).toBe(known.id)
  expect(rows.map((each) => each.id)).toContain(plain.id)
})
