/** One circle: reading it, and who is in it. */
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import type { Problem } from '#platform/problems.ts'
import { draftAt } from '#modules/conversations/index.ts'
import { refusalOf } from '#modules/members/index.ts'
import { addToCircle, leaveCircle, nameCircle } from './circles.ts'
import { isNew } from './limits.ts'
import { messagesIn, messagesNew } from './message-queries.ts'
import { CirclePage, CircleParts, OlderPart } from './pages/circle-page.tsx'
import { WritersLine } from './pages/circle-parts.tsx'
import { newestIn } from './pages/paths.ts'
import { may } from './permissions.ts'
import { markRead, mute, noteWriting, seenBy, writersIn } from './reading.ts'
import { Adding, CircleJson, CircleQuery, Naming, PartsQuery, Reading, RefJson } from './shapes.ts'
import { type Circle, circleShown } from './sight.ts'
import { settleCircle } from './team.ts'

export async function readCirclePage(ctx: Ctx, id: number, { older, at }: { older?: number | undefined; at?: number | undefined } = {}) {
  const circle = await circleShown(ctx, id)
  const page = await messagesIn(ctx, circle, { older, at })
  const newest = page.rows.at(-1)?.id ?? 0
  return { ...(await frameOf(ctx, circle)), ...circle, messages: page.rows, older: page.older, isPast: older !== undefined || newest < circle.lastMessageId, seen: await seenBy(ctx, circle), draft: await draftAt(ctx, `message:${id}`) }
}

const frameOf = async (ctx: Ctx, circle: Circle) => ({
  circle,
  may: {
    add: circle.kind === 'round' && may.add(ctx.viewer, { ...circle, isNew: await isNew(ctx) }),
    name: may.name(ctx.viewer, circle),
    leave: may.leave(ctx.viewer, circle),
    mute: may.mute(ctx.viewer, circle),
    settle: circle.kind === 'team' && circle.memberId !== ctx.viewer.id && may.answerTeam(ctx.viewer, undefined),
  },
})

export const again = async (problem: Problem, typed: Record<string, string>, ctx: Ctx, { id }: { id: number }) =>
  <CirclePage {...await readCirclePage(ctx, id)} typed={typed} refusal={refusalOf(problem)} />

type Headers = Record<string, string | string[] | undefined>
// Pointing at a link fetches its page, too; and programs say themselves what they have read.
const isLookedAt = (url: string, headers: Headers) => !url.startsWith('/api/') && !/prefetch/.test(`${headers['sec-purpose']} ${headers['x-sec-purpose']} ${headers.purpose}`)

export function circleRoutes(open: Doors) {
  open.get('/messages/:id', {
    may: may.look,
    says: 'messages:api.one',
    params: ById,
    query: CircleQuery,
    act: async (ctx, { params, query, url, headers }) => {
      const page = await readCirclePage(ctx, params.id, query)
      const newest = page.messages.at(-1)
      if (newest && !page.isPast && isLookedAt(url, headers)) await markRead(ctx, params.id, newest.id)
      return page
    },
    page: (page, _ctx, { query, headers }) =>
      query.older && headers['turbo-frame'] !== undefined ? <OlderPart {...page} before={query.older} /> : <CirclePage {...page} said={query.said} />,
    json: CircleJson,
  })

  open.get('/messages/:id/parts', {
    may: may.look,
    params: ById,
    query: PartsQuery,
    act: async (ctx, { params, query }) => {
      const circle = await circleShown(ctx, params.id)
      return { ...(await frameOf(ctx, circle)), messages: await messagesNew(ctx, circle, { after: query.after, ids: query.message }), seen: await seenBy(ctx, circle) }
    },
    part: (parts, _ctx, { query }) => <CircleParts {...parts} isWhole={query.whole} />,
  })

  liveDoors(open)
  ownDoors(open)
  peopleDoors(open)
}

const nothing = { raw: () => ({ type: 'application/json', body: '{}' }) }

function liveDoors(open: Doors) {
  open.get('/messages/:id/presence', { may: may.look, params: ById, act: (ctx, { params }) => writersIn(ctx, params.id), part: (people) => <WritersLine people={people} /> })
  open.put('/messages/:id/writing', { may: may.write, params: ById, act: (ctx, { params }) => noteWriting(ctx, params.id), ...nothing })
}

function ownDoors(open: Doors) {
  const muting = { may: may.mute, params: ById, json: RefJson }
  open.put('/messages/:id/muting', { ...muting, says: 'messages:api.mute', act: (ctx, { params }) => mute(ctx, params.id, true), next: ({ id }) => newestIn(id, 'muted') })
  open.delete('/messages/:id/muting', { ...muting, says: 'messages:api.unmute', act: (ctx, { params }) => mute(ctx, params.id, false), next: ({ id }) => newestIn(id, 'unmuted') })
  open.put('/messages/:id/reading', {
    may: may.look,
    says: 'messages:api.read',
    params: ById,
    body: Reading,
    act: async (ctx, { params, body }) => {
      await circleShown(ctx, params.id)
      await markRead(ctx, params.id, body.upTo)
      return { id: params.id }
    },
    json: RefJson,
    ...nothing,
  })
}

function peopleDoors(open: Doors) {
  const door = { params: ById, json: RefJson, next: ({ id }: { id: number }) => newestIn(id), again }
  open.post('/messages/:id/people', { ...door, may: may.add, says: 'messages:api.add', body: Adding, act: (ctx, { params, body }) => addToCircle(ctx, params.id, body.to) })
  open.put('/messages/:id/name', { ...door, may: may.name, says: 'messages:api.name', body: Naming, act: (ctx, { params, body }) => nameCircle(ctx, params.id, body.name) })
  open.post('/messages/:id/leave', { ...door, may: may.leave, says: 'messages:api.leave', act: (ctx, { params }) => leaveCircle(ctx, params.id), next: () => '/messages?left=1' })
  open.post('/messages/:id/settled', { ...door, may: may.answerTeam, says: 'messages:api.settle', act: (ctx, { params }) => settleCircle(ctx, params.id), next: ({ id }) => newestIn(id, 'settled') })
}
