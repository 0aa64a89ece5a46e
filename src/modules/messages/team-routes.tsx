/** What members write to the team, and what they report to it. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { After, type Key, writeKey } from '#platform/paging.ts'
import { QueuePage, QueueRows, ReportsPage } from './pages/team-pages.tsx'
import { may } from './permissions.ts'
import { openReports, reports, settleReport } from './reports.ts'
import { QueueJson, Settling } from './shapes.ts'
import { answeredByTeam, teamWaiting, waitingForTeam } from './team.ts'

const Query = z.object({ answered: z.stringbool().default(false).catch(false), older: After })

async function countsOf(ctx: Ctx) {
  return { waiting: await teamWaiting(ctx), reports: await openReports(ctx) }
}

const queue = async (ctx: Ctx, answered: boolean, older?: Key) => (answered ? answeredByTeam(ctx, older) : { rows: await waitingForTeam(ctx), next: null })

export function teamRoutes(open: Doors) {
  open.get('/messages/queue', {
    may: may.answerTeam,
    says: 'messages:api.queue',
    query: Query,
    act: async (ctx, { query }) => ({ ...(await queue(ctx, query.answered, query.older)), counts: await countsOf(ctx) }),
    page: (list, _ctx, { query, headers }) =>
      query.older && headers['turbo-frame'] !== undefined ? <QueueRows rows={list.rows} next={list.next} after={writeKey(query.older)} /> : <QueuePage {...list} answered={query.answered} />,
    json: QueueJson,
  })
  open.get('/messages/reports', {
    may: may.review,
    act: async (ctx) => ({ reports: await reports(ctx), counts: await countsOf(ctx) }),
    page: (about) => <ReportsPage {...about} />,
  })
  open.post('/messages/reports/:id/settled', {
    may: may.review,
    params: ById,
    body: Settling,
    act: (ctx, { params, body }) => settleReport(ctx, params.id, body),
    next: () => '/messages/reports',
  })
}
