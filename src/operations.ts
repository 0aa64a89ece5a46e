/** What those who run Folkmoot ask it: is it alive, can it serve, the colours of the community. */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { settings } from '#modules/community/index.ts'
import type { Base } from './base.ts'

export function operations(app: FastifyInstance, { database, config }: Base) {
  if (config.development) showMails(app)
  app.get('/healthz', { schema: { hide: true } as object }, async () => ({ ok: true }))
  app.get<{ Querystring: { queue?: string } }>('/readyz', { schema: { hide: true } as object }, async (request, reply) => {
    const ready = await sql`select 1`.execute(database.db).then(() => true, () => false)
    const queue = request.query.queue && ready ? { queue: await waitingJobs(database.db) } : {}
    return reply.status(ready ? 200 : 503).send({ ready, ...queue })
  })
  // The owner's one colour; the address changes with it, so it may be kept for ever. `?colour=` is the preview of the set-up.
  app.get<{ Querystring: { colour?: string } }>('/brand.css', { schema: { hide: true } as object }, async (request, reply) => {
    const wish = request.query.colour
    const brand = wish && /^#?[0-9a-f]{6}$/i.test(wish) ? `#${wish.replace('#', '')}` : (await settings({ db: database.db })).brand
    return reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(`:root{--brand:${brand}}`)
  })
}

// The page of mails shows each in a frame of our own address, which the policy of all other pages has no need for.
function showMails(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/dev/mail')) return
    reply.header('content-security-policy', `${String(reply.getHeader('content-security-policy'))}; frame-src 'self'`)
  })
}

/** Jobs that are queued for now, running, or soon tried again: nought when everybody has heard everything. */
async function waitingJobs(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now() + case state when 'retry' then interval '1 minute' else interval '0' end and name not like '\_\_pgboss%'`.execute(db)
  return rows[0]?.count ?? 0
}
