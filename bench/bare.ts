/** What the machine can give today: a bare Fastify that sends one ready-made page, packed once. */
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import Fastify from 'fastify'

const page = readFileSync(process.env.PAGE!)
const packed = brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
const app = Fastify()
app.get('/*', (request, reply) => {
  const takesBrotli = request.headers['accept-encoding']?.includes('br') ?? false
  reply.header('content-type', 'text/html; charset=utf-8')
  if (takesBrotli) reply.header('content-encoding', 'br')
  return reply.send(takesBrotli ? packed : page)
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))
