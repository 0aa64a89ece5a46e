/** The choice of a guest: a cookie, because they have nothing else to keep it in. Members have a setting. */
import { z } from 'zod'
import type { Config } from '#platform/config.ts'
import type { Doors } from '#platform/doors.tsx'
import { safePath } from '#modules/members/index.ts'
import { languageCookie } from '../../texts/choice.ts'
import { languages } from '../../texts/languages.ts'
import { may } from './permissions.ts'

const Choice = z.object({ code: z.enum(languages), to: z.string().max(2_000).optional() })
const aYear = 365 * 86_400

export function languageRoutes(open: Doors) {
  open.get('/language', {
    may: may.enter,
    query: Choice,
    act: async ({ config }, { query }) => ({ cookie: cookieOf(config, query.code), to: safePath(query.to) }),
    cookies: ({ cookie }) => [cookie],
    next: ({ to }) => to,
  })
}

const cookieOf = ({ baseUrl }: Config, code: string) =>
  `${languageCookie}=${code}; Max-Age=${aYear}; Path=/; HttpOnly; SameSite=Lax${baseUrl.startsWith('https:') ? '; Secure' : ''}`
