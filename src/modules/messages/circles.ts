/** Beginning to write to somebody, and who is in a circle. */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { Conflict, demand, Invalid } from '#platform/problems.ts'
import { cookedToPost, dropDraft } from '#modules/conversations/index.ts'
import { circleJoined, circleLeft, circleMade, circleNamed } from './facts.ts'
import { isNew, spendCircle, spendMessage } from './limits.ts'
import { demandNoBlock, peopleNamed, type Somebody } from './people.ts'
import { type CircleKind, may, mostPeople } from './permissions.ts'
import type { Beginning } from './shapes.ts'
import { type Circle, holdCircle } from './sight.ts'
import { inPrivate, type MessageRef, writeLine, writeMessage } from './writing.ts'
import { demandWrite } from './messages.ts'

/** What two people, or a member and the team, are found again by. */
const pairOf = (one: number, other: number) => `${Math.min(one, other)}:${Math.max(one, other)}`

/** The first words to somebody; where two have written before, they go on there. */
export async function beginCircle(ctx: Ctx, { to, team, name, body }: Beginning): Promise<MessageRef> {
  const people = team ? [] : await peopleNamed(ctx, to)
  if (people.length >= mostPeople) throw new Invalid({ to: 'messages:problem.tooMany' })
  const text = await cookedToPost(ctx, body, inPrivate)
  await spendMessage(ctx)
  return transaction(ctx, async (tx) => {
    const circleId = team ? await teamCircle(tx) : people.length === 1 ? await pairWith(tx, people[0]!) : await makeRound(tx, people, name)
    const circle = await holdCircle(tx, circleId)
    demandWrite(tx, circle)
    await dropDraft(tx, 'message:new')
    return writeMessage(tx, circle, body, text)
  })
}

/** The circle of the viewer and somebody, or the team, when there is one already. */
export async function circleWith(ctx: Ctx, other: number | 'team'): Promise<number | null> {
  const pair = other === 'team' ? String(memberId(ctx)) : pairOf(memberId(ctx), other)
  const row = await ctx.db.selectFrom('circle').select('id').where('pair', '=', pair).executeTakeFirst()
  return row?.id ?? null
}

async function teamCircle(tx: Ctx): Promise<number> {
  demand(may.askTeam(tx.viewer, undefined), 'messages:problem.youAreTeam')
  const me = memberId(tx)
  return make(tx, { kind: 'team', pair: String(me), memberId: me, people: [me] })
}

async function pairWith(tx: Ctx, other: Somebody): Promise<number> {
  const before = await circleWith(tx, other.id)
  if (before !== null) return before
  await demandBegin(tx)
  await demandNoBlock(tx, other)
  return make(tx, { kind: 'pair', pair: pairOf(memberId(tx), other.id), people: [memberId(tx), other.id] })
}

async function makeRound(tx: Ctx, people: readonly Somebody[], name: string): Promise<number> {
  await demandBegin(tx)
  for (const each of people) await demandNoBlock(tx, each)
  return make(tx, { kind: 'round', name, people: [memberId(tx), ...people.map(({ id }) => id)] })
}

async function demandBegin(tx: Ctx): Promise<void> {
  demand(may.begin(tx.viewer, { isNew: await isNew(tx) }), 'messages:problem.new')
  await spendCircle(tx)
}

interface New {
  kind: CircleKind
  pair?: string
  name?: string
  memberId?: number
  people: number[]
}

// Two who write to one another at the same moment find the same circle.
async function make(tx: Ctx, { people, ...row }: New): Promise<number> {
  const made = await tx.db.insertInto('circle').values({ ...row, madeById: memberId(tx), madeAt: tx.now, lastAt: tx.now })
    .onConflict((clash) => clash.column('pair').doNothing()).returning('id').executeTakeFirst()
  if (!made) return (await tx.db.selectFrom('circle').select('id').where('pair', '=', row.pair!).executeTakeFirstOrThrow()).id
  await tx.db.insertInto('circleMember').values(people.map((id) => ({ circleId: made.id, memberId: id, joinedAt: tx.now }))).execute()
  await record(tx, circleMade, { subjectId: made.id, data: { kind: row.kind, people: people.length } })
  return made.id
}

/** Brings somebody into a small circle; they see what is said from then on. */
export async function addToCircle(ctx: Ctx, id: number, to: readonly string[]): Promise<Circle> {
  const people = await peopleNamed(ctx, to)
  return transaction(ctx, async (tx) => {
    const circle = await holdCircle(tx, id)
    const fresh = people.filter((each) => !circle.people.some((person) => person.id === each.id))
    if (circle.kind === 'round' && circle.size + fresh.length > mostPeople) throw new Invalid({ to: 'messages:problem.tooMany' })
    if (fresh.length === 0) throw new Conflict('messages:problem.already')
    demand(may.add(tx.viewer, { ...circle, isNew: await isNew(tx) }), 'messages:problem.mayNotAdd')
    for (const each of fresh) await letIn(tx, id, each)
    return circle
  })
}

async function letIn(tx: Ctx, circleId: number, somebody: Somebody): Promise<void> {
  await demandNoBlock(tx, somebody)
  await spendCircle(tx)
  const newest = await tx.db.selectFrom('message').select((eb) => eb.fn.max('id').as('id')).where('circleId', '=', circleId).executeTakeFirst()
  const from = Number(newest?.id ?? 0)
  const row = { joinedAt: tx.now, fromId: from, readTo: from, leftAt: null, muted: false }
  await tx.db.insertInto('circleMember').values({ circleId, memberId: somebody.id, ...row }).onConflict((clash) => clash.columns(['circleId', 'memberId']).doUpdateSet(row)).execute()
  await writeLine(tx, circleId, 'added', { aboutId: somebody.id })
  await record(tx, circleJoined, { subjectId: circleId, data: { memberId: somebody.id } })
}

/** Whoever leaves sees nothing of it any more, until somebody brings them in again. */
export async function leaveCircle(ctx: Ctx, id: number): Promise<Circle> {
  return transaction(ctx, async (tx) => {
    const circle = await holdCircle(tx, id)
    demand(may.leave(tx.viewer, circle), 'messages:problem.mayNotLeave')
    await writeLine(tx, id, 'left')
    await tx.db.updateTable('circleMember').set({ leftAt: tx.now }).where('circleId', '=', id).where('memberId', '=', memberId(tx)).execute()
    await dropDraft(tx, `message:${id}`)
    await record(tx, circleLeft, { subjectId: id, data: {} })
    return circle
  })
}

export async function nameCircle(ctx: Ctx, id: number, name: string): Promise<Circle> {
  return transaction(ctx, async (tx) => {
    const circle = await holdCircle(tx, id)
    demand(may.name(tx.viewer, circle), 'messages:problem.mayNotName')
    if (circle.name === name) return circle
    await tx.db.updateTable('circle').set({ name }).where('id', '=', id).execute()
    await writeLine(tx, id, 'named', { body: name })
    await record(tx, circleNamed, { subjectId: id, data: {} })
    return { ...circle, name }
  })
}

