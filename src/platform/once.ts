/**
 * Idempotency: a creating request carries a key (form field `_key`, or the header `Idempotency-Key`); the same key
 * again is answered with what was answered before, and done once. The key is taken in the transaction of the change,
 * so fifty equal requests at once wait for the first and answer alike.
 */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Ctx, transaction } from './ctx.ts'
import { Conflict } from './problems.ts'

export interface Answer {
  status: number
  type?: string
  location?: string
  cookies?: string[]
  headers?: Record<string, string>
  body?: string | Buffer | NodeJS.ReadableStream
  json?: unknown
}

export async function answerOnce(ctx: Ctx, request: FastifyRequest, work: (tx: Ctx) => Promise<Answer>): Promise<Answer> {
  const key = keyOf(ctx, request)
  if (key === null) return transaction(ctx, work)
  const digest = digestOf(request)
  return transaction(ctx, async (tx) => {
    const mine = await take(tx, key, digest)
    if (!mine) return answeredBefore(tx, key, digest)
    const answer = await work(tx)
    await tx.db.updateTable('idempotency').set({ answer: JSON.stringify(answer) }).where('key', '=', key).execute()
    return answer
  })
}

function keyOf(ctx: Ctx, request: FastifyRequest): string | null {
  const given = request.headers['idempotency-key'] ?? (request.body as { _key?: unknown } | null)?._key
  if (typeof given !== 'string' || given.length < 8 || given.length > 200) return null
  const owner = ctx.viewer.id ?? ctx.visitor ?? ''
  return createHash('sha256').update(`${owner}\n${request.method} ${request.routeOptions.url}\n${given}`).digest('base64url')
}

// The token against forgery changes with the session; it is no part of what is asked.
function digestOf(request: FastifyRequest): string {
  const { _csrf, ...body } = (request.body ?? {}) as Record<string, unknown>
  return createHash('sha256').update(request.url).update(JSON.stringify(body)).digest('base64url')
}

async function take(tx: Ctx, key: string, digest: string): Promise<boolean> {
  const taken = await tx.db
    .insertInto('idempotency')
    .values({ key, digest, at: tx.now })
    .onConflict((clash) => clash.doNothing())
    .returning('key')
    .executeTakeFirst()
  return taken !== undefined
}

async function answeredBefore(tx: Ctx, key: string, digest: string): Promise<Answer> {
  const before = await tx.db.selectFrom('idempotency').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  if (before.digest !== digest) throw new Conflict('problems:keyReused')
  return before.answer as Answer
}
