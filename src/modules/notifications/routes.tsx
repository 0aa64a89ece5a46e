/** The addresses of notifications. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById, Instant } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { anyone } from '#platform/permissions.ts'
import { type MarkedRead, markRead, markUnread, readAll, unread } from './inbox.ts'
import { InboxPage, inboxPath } from './pages/inbox-page.tsx'
import { MailSettingsPage } from './pages/mail-settings-page.tsx'
import { UnsubscribePage } from './pages/unsubscribe-page.tsx'
import { rules } from './permissions.ts'
import { preferences, savePreferences } from './preferences.ts'
import { inbox, unreadCounts, whichs } from './queries.ts'
import { seeUnsubscribe, unsubscribe } from './unsubscribe.ts'

const Filter = { which: z.enum(whichs).default('all').catch('all'), unread: z.stringbool().default(false).catch(false) }
/** A moment in milliseconds: what was just marked as read, and can be taken back. */
const Millis = z.coerce.number().int().positive().max(8_000_000_000_000_000).transform((at) => new Date(at))
const Query = z.object({ ...Filter, older: After, done: Millis.optional().catch(undefined) })
const Place = z.object(Filter)
const NoticeJson = z.object({ id: z.number(), kind: z.string(), title: z.string(), path: z.string(), createdAt: Instant, unread: z.number() })
const Marked = z.object({ at: Instant })

export function routes(open: Doors) {
  inboxRoutes(open)
  mailRoutes(open)
}

function inboxRoutes(open: Doors) {
  open.get('/notifications', {
    may: rules.readInbox,
    query: Query,
    act: async (ctx, { query }) => ({ ...(await inbox(ctx, query)), counts: await unreadCounts(ctx), wished: await preferences(ctx) }),
    page: ({ rows, ...about }, _ctx, { query }) => <InboxPage notices={rows} {...about} at={query} done={query.done} />,
    json: z.object({ rows: z.array(NoticeJson), next: z.string().nullable(), counts: z.record(z.enum(whichs), z.number()) }),
  })

  const marking = {
    may: rules.readInbox,
    body: Place,
    next: ({ at }: MarkedRead, _ctx: unknown, { body }: { body: z.output<typeof Place> }) => inboxPath(body, { done: at.getTime() }),
    json: Marked,
  }
  open.post('/notifications/read', { ...marking, says: 'notifications:api.readAll', act: (ctx) => readAll(ctx) })
  open.put('/notifications/:id/reading', { ...marking, params: ById, says: 'notifications:api.read', act: (ctx, { params }) => markRead(ctx, params.id) })

  open.delete('/notifications/:id/reading', {
    may: rules.readInbox,
    params: ById,
    body: Place,
    says: 'notifications:api.unread',
    act: async (ctx, { params }) => {
      await markUnread(ctx, params.id)
      return {}
    },
    next: (_result, _ctx, { body }) => inboxPath(body),
    json: z.object({}),
  })

  open.post('/notifications/unread', {
    may: rules.readInbox,
    body: z.object({ ...Filter, at: Millis }),
    act: async (ctx, { body }) => {
      await unread(ctx, body.at)
      return {}
    },
    next: (_result, _ctx, { body }) => inboxPath(body),
  })
}

const Wanted = z.stringbool().default(false)
const Wished = z.object({ answers: Wanted, mentions: Wanted, threads: Wanted })
const ByToken = z.object({ token: z.string().max(200) })

function mailRoutes(open: Doors) {
  open.get('/settings/notifications', {
    may: rules.chooseMails,
    query: z.object({ saved: z.string().optional().catch(undefined) }),
    act: (ctx) => preferences(ctx),
    page: (wished, _ctx, { query }) => <MailSettingsPage wished={wished} saved={query.saved !== undefined} />,
  })
  open.post('/settings/notifications', {
    may: rules.chooseMails,
    body: Wished,
    act: (ctx, { body }) => savePreferences(ctx, body),
    next: () => '/settings/notifications?saved=1',
  })

  open.get('/unsubscribe/:token', {
    may: anyone,
    params: ByToken,
    act: (ctx, { params }) => seeUnsubscribe(ctx, params.token),
    page: (about) => <UnsubscribePage {...about} />,
  })
  // Mail programs send this on their own behalf: without cookies, and without following what it answers.
  for (const [verb, wanted] of [[open.post, false], [open.delete, true]] as const)
    verb('/unsubscribe/:token', {
      may: anyone,
      params: ByToken,
      act: (ctx, { params }) => unsubscribe(ctx, params.token, wanted),
      next: ({ token }) => `/unsubscribe/${token}`,
    })
}
