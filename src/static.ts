/** The browser's files: immutable, packed once at build (`.br`, `.gz` beside each). */
import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export async function serveAssets(app: FastifyInstance, clientDir: string) {
  const root = path.join(clientDir, 'assets')
  if (!existsSync(root)) return
  await app.register(fastifyStatic, { root, prefix: '/assets/', immutable: true, maxAge: '365d', preCompressed: true, decorateReply: false, index: false })
}
