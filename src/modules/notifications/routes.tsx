/** The addresses of notifications. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { isTimeZone } from '#platform/clock.ts'
import { ById, Instant } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { anyone } from '#platform/permissions.ts'
import { UnreadNotices } from '#ui/top.tsx'
import { deviceRoutes } from './device-routes.tsx'
import { devicesOf } from './devices.ts'
import { type MarkedRead, markRead, markUnread, readAll, unread } from './inbox.ts'
import { InboxPage, inboxPath } from './pages/inbox-page.tsx'
import { MailSettingsPage } from './pages/mail-settings-page.tsx'
import { UnsubscribePage } from './pages/unsubscribe-page.tsx'
import { rules } from './permissions.ts'
import { pushKeys } from './push-keys.ts'
import { preferences, savePreferences, startAddress, stoppedAddress } from './preferences.ts'
import { inbox, unreadCount, unreadCounts, whichs } from './queries.ts'
import { pushKinds, rhythms, whens } from './shapes.ts'
import { placeMails, seeUnsubscribe, unsubscribe } from './unsubscribe.ts'

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
  deviceRoutes(open)
}

function inboxRoutes(open: Doors) {
  open.get('/notifications', {
    may: rules.readInbox,
    query: Query,
    act: async (ctx, { query }) => ({ ...(await inbox(ctx, query)), counts: await unreadCounts(ctx), wished: await preferences(ctx) }),
    page: ({ rows, ...about }, _ctx, { query }) => <InboxPage notices={rows} {...about} at={query} done={query.done} />,
    json: z.object({ rows: z.array(NoticeJson), next: z.string().nullable(), counts: z.record(z.enum(whichs), z.number()) }),
  })

  open.get('/notifications/unread', {
    may: rules.readInbox,
    says: 'notifications:api.unreadCount',
    act: async (ctx) => ({ unread: await unreadCount(ctx) }),
    part: () => <UnreadNotices />,
    json: z.object({ unread: z.number() }),
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

const When = z.enum(whens).default('never')
const Hour = z.literal('').transform(() => null).or(z.coerce.number().int().min(0).max(23)).default(null)
const TimeZone = z.literal('').transform(() => null).or(z.string().max(60).refine(isTimeZone, 'notifications:mails.timeZoneForm')).default(null)
const devicesSaid = ['added', 'removed', 'tried', 'tryFailed', 'tryGone'] as const
const Pushed = z.array(z.enum(pushKinds)).or(z.enum(pushKinds).transform((kind) => [kind])).default([])
const Wished = z
  .object({ push: Pushed, pushShown: z.string().optional(), answers: When, mentions: When, threads: When, messages: When, summary: z.enum(rhythms).default('never'), quietFrom: Hour, quietUntil: Hour, timeZone: TimeZone })
  // From eight to eight is no time at all; so is only one of the two.
  .transform(({ quietFrom: from, quietUntil: until, push, pushShown, ...rest }) => ({ ...rest, ...(pushShown && { push }), quiet: from === null || until === null || from === until ? null : { from, until } }))
const ByToken = z.object({ token: z.string().max(200) })

function mailRoutes(open: Doors) {
  open.get('/settings/notifications', {
    may: rules.chooseMails,
    query: z.object({ saved: z.string().optional().catch(undefined), device: z.enum(devicesSaid).optional().catch(undefined) }),
    act: async (ctx, { headers }) => ({ wished: await preferences(ctx), stopped: await stoppedAddress(ctx), places: await placeMails(ctx), devices: await devicesOf(ctx, headers), pushKey: (await pushKeys(ctx)).publicKey }),
    page: (about, _ctx, { query }) => <MailSettingsPage {...about} saved={query.saved !== undefined} device={query.device} />,
  })
  open.post('/settings/notifications', {
    may: rules.chooseMails,
    body: Wished,
    act: (ctx, { body }) => savePreferences(ctx, body),
    next: () => '/settings/notifications?saved=1',
    again: async (problem, typed, ctx) => <MailSettingsPage wished={await preferences(ctx)} stopped={await stoppedAddress(ctx)} typed={typed} refusal={problem} />,
  })

  open.post('/settings/notifications/address', { may: rules.chooseMails, act: (ctx) => startAddress(ctx), next: () => '/settings/notifications?saved=1' })

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
