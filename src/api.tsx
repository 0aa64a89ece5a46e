/** The API's own description, made from the doors: OpenAPI 3.1 at /api/openapi.json, and a page for people at /api/docs. */
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import type { Config } from '#platform/config.ts'
import type { Doors } from '#platform/doors.tsx'
import { anyone } from '#platform/permissions.ts'
import { apiGroups, ApiPage } from '#modules/home/index.ts'
import { t, tAny } from './texts/index.ts'

const hidden = { schema: { hide: true } as object }

export async function describeApi(app: FastifyInstance, config: Config) {
  app.setSerializerCompiler(serializerCompiler)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Folkmoot', version: '1', description: t('home:api.about') },
      servers: [{ url: config.baseUrl }],
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
        schemas: { Problem: problem as object },
      },
    },
    transform: describe as typeof jsonSchemaTransform,
  })
  app.get('/api/openapi.json', hidden, async () => app.swagger())
}

/** The description for people. Opened like any page, once all doors are there to be described. */
export function openApiPage(open: Doors, app: FastifyInstance) {
  open.get('/api/docs', {
    may: anyone,
    act: async () => apiGroups(app.swagger()),
    page: (groups, { config }) => <ApiPage groups={groups} server={config.baseUrl} />,
  })
}

/** A refusal, as every door words it (RFC 9457). */
const problem = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['type', 'title', 'status', 'code'],
}
const refusal = {
  description: 'A problem document',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

type Given = Parameters<typeof jsonSchemaTransform>[0]
interface Described {
  summary?: string
  security?: object[]
  response?: Record<string, { description?: string }>
}

/** `get /api/v1/threads/:id` as `getThreadsId`. */
function nameOf(method: string, url: string): string {
  const words = url
    .replace('/api/v1', '')
    .replace(/[^a-z0-9]+(.)?/gi, (_, next = '') => String(next).toUpperCase())
  return `${method.toLowerCase()}${words}`
}

/** The shapes as JSON Schema, the words of the catalogue, who may pass without a token, and how a refusal looks. */
function describe(given: Given) {
  const { schema, url } = jsonSchemaTransform(given)
  const { summary, security, response, ...rest } = schema as Described
  if (response === undefined) return { schema, url }
  const door = (given.route.config as { door?: { may: { least: string } } } | undefined)?.door
  const answers = Object.fromEntries(
    Object.entries(response).map(([status, shape]) => [
      status,
      { ...shape, description: status === '201' ? t('home:api.made') : t('home:api.done') },
    ]),
  )
  return {
    url,
    schema: {
      ...rest,
      ...(summary && { summary: tAny(summary) }),
      operationId: nameOf([given.route.method].flat()[0]!, url),
      security: door?.may.least === 'everyone' ? [{}, ...(security ?? [])] : security,
      response: { ...answers, default: refusal },
    },
  }
}
