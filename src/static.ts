/** The browser's files: immutable, packed once at build (`.br`, `.gz` beside each). */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export async function serveAssets(app: FastifyInstance, clientDir: string) {
  serveWorker(app, path.join(clientDir, 'sw.js'))
  const root = path.join(clientDir, 'assets')
  if (!existsSync(root)) return
  await app.register(fastifyStatic, { root, prefix: '/assets/', immutable: true, maxAge: '365d', preCompressed: true, decorateReply: false, index: false })
}

/** The service worker has the one name that does not change; browsers look for a new one with each page. */
function serveWorker(app: FastifyInstance, file: string) {
  if (!existsSync(file)) return
  const code = readFileSync(file, 'utf8')
  app.get('/sw.js', { schema: { hide: true } as object }, async (_request, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(code))
}
