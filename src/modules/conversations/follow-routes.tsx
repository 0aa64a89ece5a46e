/** The addresses of following: PUT sets a level, DELETE goes back to normal. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { After, writeKey } from '#platform/paging.ts'
import { Conflict } from '#platform/problems.ts'
import { anyone } from '#platform/permissions.ts'
import { memberShown } from '#modules/members/index.ts'
import { spaceShown } from '#modules/spaces/index.ts'
import { followedPlaces, followedThreads } from './follow-queries.ts'
import { followAll, levelOf } from './follows.ts'
import { wantsForYou } from './for-you.ts'
import { memberCard } from './member-cards.ts'
import { FollowingPage, MoreFollowedThreads } from './pages/following-page.tsx'
import { FollowMemberPage } from './pages/follow-member.tsx'
import { MemberCardPart } from './pages/member-card.tsx'
import { may } from './permissions.ts'
import { type FollowedKind, Following, followLevels } from './shapes.ts'
import { topicInSight } from './topic-queries.ts'

interface Place {
  id: number
  path: string
}

const ByName = z.object({ name: z.string().max(80) })
const LevelJson = z.object({ level: z.enum(followLevels) })

// What is out of sight cannot be followed: it is not there.
const places: Record<FollowedKind, (ctx: Ctx, name: string) => Promise<Place>> = {
  space: async (ctx, name) => {
    const { id, slug } = await spaceShown(ctx, { slug: name })
    return { id, path: `/spaces/${slug}` }
  },
  topic: async (ctx, name) => {
    const { id, slug } = await topicInSight(ctx, name)
    return { id, path: `/topics/${encodeURIComponent(slug)}` }
  },
  member: async (ctx, name) => {
    const { id, handle } = await memberShown(ctx, name)
    if (id === ctx.viewer.id) throw new Conflict('conversations:problem.followSelf')
    return { id, path: `/members/${handle}/following` }
  },
}

export function followRoutes(open: Doors) {
  for (const kind of ['space', 'topic', 'member'] as const) openLevel(open, kind)

  open.get('/members/:name/following', {
    may: may.followAll,
    params: ByName,
    act: async (ctx, { params }) => {
      const { id, handle, name } = await memberShown(ctx, params.name)
      return { handle, name, own: id === ctx.viewer.id, level: await levelOf(ctx, 'member', id) }
    },
    json: LevelJson,
    page: (member) => <FollowMemberPage {...member} />,
  })

  // Beside a name; opened by itself it is the page of the member.
  open.get('/members/:name/card', {
    may: anyone,
    params: ByName,
    act: (ctx, { params }) => memberCard(ctx, params.name),
    moved: ({ member }, _ctx, { headers }) => (headers['turbo-frame'] ? null : `/members/${encodeURIComponent(member.handle)}`),
    page: (card) => <MemberCardPart {...card} />,
  })

  open.get('/settings/following', {
    may: may.followAll,
    query: z.object({ older: After }),
    act: async (ctx, { query }) => ({ threads: await followedThreads(ctx, query.older), places: query.older ? [] : await followedPlaces(ctx), forYou: await wantsForYou(ctx) }),
    page: ({ threads, places: set, forYou }, _ctx, { query, headers }) =>
      query.older && headers['turbo-frame'] !== undefined ? <MoreFollowedThreads {...threads} older={writeKey(query.older)} /> : <FollowingPage threads={threads} places={set} forYou={forYou} older={query.older !== undefined} />,
  })
}

function openLevel(open: Doors, kind: FollowedKind) {
  const door = { may: may.followAll, params: ByName, json: LevelJson }
  const url = `/${kind}s/:name/following`
  const set = async (ctx: Ctx, name: string, level: z.output<typeof Following>['level']) => {
    const place = await places[kind](ctx, name)
    await followAll(ctx, kind, place.id, level)
    return { ...place, level }
  }
  open.put(url, {
    ...door,
    body: Following,
    says: `conversations:api.level.${kind}`,
    act: (ctx, { params, body }) => set(ctx, params.name, body.level),
    next: ({ path }, _ctx, { body }) => body.to ?? path,
  })
  open.delete(url, {
    ...door,
    says: `conversations:api.normal.${kind}`,
    act: (ctx, { params }) => set(ctx, params.name, 'normal'),
    next: ({ path }) => path,
  })
}
