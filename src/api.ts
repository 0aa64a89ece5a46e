/** The API's own description: OpenAPI 3.1 at /api/openapi.json, made from the doors. */
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import type { Config } from '#platform/config.ts'
import { t } from './texts/index.ts'

export async function describeApi(app: FastifyInstance, config: Config) {
  app.setSerializerCompiler(serializerCompiler)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Folkmoot', version: '1', description: t('home:api.about') },
      servers: [{ url: config.baseUrl }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger())
}
