/** One's own list, and the first words to somebody. */
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { writeKey } from '#platform/paging.ts'
import { draftAt } from '#modules/conversations/index.ts'
import { membersInSight, person, refusalOf } from '#modules/members/index.ts'
import { beginCircle, circleWith } from './circles.ts'
import { isNew } from './limits.ts'
import { circles, findMessages } from './list-queries.ts'
import { CircleRows, MessagesPage } from './pages/list-page.tsx'
import { NewMessagePage } from './pages/new-page.tsx'
import { newestIn } from './pages/paths.ts'
import { blockBetween } from './people.ts'
import { may } from './permissions.ts'
import { Beginning, Begun, CirclesJson, ListQuery, RefJson } from './shapes.ts'

export function listRoutes(open: Doors) {
  open.get('/messages', {
    may: may.look,
    says: 'messages:api.list',
    query: ListQuery,
    act: async (ctx, { query }) => ({ ...(await circles(ctx, query)), found: query.q ? await findMessages(ctx, query.q) : null }),
    page: (list, { viewer }, { query, headers }) =>
      query.older && headers['turbo-frame'] !== undefined
        ? <CircleRows rows={list.rows} next={list.next} which={query.which} after={writeKey(query.older)} />
        : <MessagesPage {...list} q={query.q} which={query.which} left={query.left !== undefined} mayAskTeam={may.askTeam(viewer, undefined)} />,
    json: CirclesJson,
  })

  open.get('/messages/new', {
    may: may.look,
    query: Begun,
    act: (ctx, { query }) => readBegun(ctx, query),
    moved: ({ circleId }) => (circleId === null ? null : newestIn(circleId)),
    page: ({ circleId: _, ...about }) => <NewMessagePage {...about} />,
  })

  open.post('/messages', {
    may: may.look,
    says: 'messages:api.begin',
    body: Beginning,
    once: true,
    act: (ctx, { body }) => beginCircle(ctx, body),
    next: ({ circleId }) => newestIn(circleId),
    json: RefJson,
    again: async (problem, typed, ctx) => {
      const { circleId: _, ...about } = await readBegun(ctx, { to: typed.to ?? '', team: typed.team === 'true' })
      return <NewMessagePage {...about} typed={typed} refusal={refusalOf(problem)} />
    },
  })
}

async function readBegun(ctx: Ctx, { to, team: wished }: { to: string; team: boolean }) {
  const mayAskTeam = may.askTeam(ctx.viewer, undefined)
  const team = wished && mayAskTeam
  const somebody = team || !to ? null : await oneNamed(ctx, to)
  return {
    team,
    to,
    person: somebody,
    shut: somebody && (await blockBetween(ctx, somebody)),
    mayAskTeam,
    mayBegin: may.begin(ctx.viewer, { isNew: await isNew(ctx) }),
    draft: await draftAt(ctx, 'message:new'),
    circleId: team ? await circleWith(ctx, 'team') : somebody ? await circleWith(ctx, somebody.id) : null,
  }
}

async function oneNamed(ctx: Ctx, to: string) {
  const row = await membersInSight(ctx).select(person('member.id').as('person')).where('member.handle', '=', to.trim().replace(/^@/, '').toLowerCase()).where('member.id', '<>', ctx.viewer.id ?? 0).executeTakeFirst()
  return row?.person ?? null
}
