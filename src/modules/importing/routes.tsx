/** Old addresses of communities that moved here. What may be seen is decided where they lead. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { anyone } from '#platform/permissions.ts'
import { found } from '#platform/problems.ts'
import { addressNow } from './addresses.ts'

// Stack Exchange: questions, answers, people. Discourse: topics, posts, people, categories. `/old/SITE/…`: any of them.
const addresses = [
  '/old/:site/*',
  '/q/:id',
  '/q/:id/*',
  '/a/:id',
  '/a/:id/*',
  '/users/:id',
  '/users/:id/*',
  '/t/:topic',
  '/t/:topic/*',
  '/u/:name',
  '/u/:name/*',
  '/c/*',
  '/tag/:name',
]

const anything = z.looseObject({})

export function routes(open: Doors) {
  for (const address of addresses) {
    open.get(address, {
      may: anyone,
      params: anything,
      act: async (ctx: Ctx, { url }) => ({ path: found(await addressNow(ctx, url)) }),
      moved: ({ path }) => path,
    })
  }
}
