/** Whom somebody wants no messages from. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { Id } from '#platform/input.ts'
import { refusalOf } from '#modules/members/index.ts'
import { block, blocked, unblock } from './blocks.ts'
import { BlockedPage } from './pages/blocked-page.tsx'
import { newestIn } from './pages/paths.ts'
import { peopleNamed } from './people.ts'
import { may } from './permissions.ts'
import { Adding, ByHandle } from './shapes.ts'

const From = z.object({ circle: Id.optional().catch(undefined) })
const HandleJson = z.object({ handle: z.string() })

async function blockAll(ctx: Ctx, names: readonly string[]) {
  for (const { handle } of await peopleNamed(ctx, names)) await block(ctx, handle)
  return {}
}

export function blockRoutes(open: Doors) {
  const back = (said: string) => (_done: unknown, _ctx: unknown, { body }: { body: z.output<typeof From> }) => (body.circle ? newestIn(body.circle, said) : '/settings/blocked?done=1')
  const door = { may: may.block, params: ByHandle, body: From, json: HandleJson }
  open.put('/members/:handle/block', { ...door, says: 'messages:api.block', act: (ctx, { params }) => block(ctx, params.handle), next: back('blocked') })
  open.delete('/members/:handle/block', { ...door, says: 'messages:api.unblock', act: (ctx, { params }) => unblock(ctx, params.handle), next: back('unblocked') })

  open.get('/settings/blocked', {
    may: may.keepBlocks,
    query: z.object({ done: z.string().optional().catch(undefined) }),
    act: async (ctx) => ({ blocked: await blocked(ctx) }),
    page: (about, _ctx, { query }) => <BlockedPage {...about} done={query.done !== undefined} />,
  })
  open.post('/settings/blocked', {
    may: may.keepBlocks,
    body: Adding,
    act: (ctx, { body }) => blockAll(ctx, body.to),
    next: () => '/settings/blocked?done=1',
    again: async (problem, typed, ctx) => <BlockedPage blocked={await blocked(ctx)} typed={typed} refusal={refusalOf(problem)} />,
  })
}
