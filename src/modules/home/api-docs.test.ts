import { beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from '#test/site.ts'
import { apiGroups, typeOf } from './api-docs.ts'

type Json = Record<string, any>
let site: Site
let document: Json

beforeAll(async () => {
  site = await openSite()
  document = (await site.get('/api/openapi.json')).json()
})

const operations = () =>
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, told]) => ({ path, method, told })),
  )

/** Every schema in a part of the document. */
function schemasIn(part: unknown): Json[] {
  if (part === null || typeof part !== 'object') return []
  const own = 'schema' in part && typeof part.schema === 'object' ? [part.schema as Json] : []
  return [...own, ...Object.values(part).flatMap(schemasIn)]
}

describe('the OpenAPI document', () => {
  test('is 3.1 in all that programs rely on', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(Object.keys(document.paths).length).toBeGreaterThan(15)
    const ids = operations().map(({ told }) => told.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, method, told } of operations()) {
      const name = `${method} ${path}`
      expect(path, name).toMatch(/^\/api\/v1\/[\w/{}-]+$/)
      expect(['get', 'post', 'put', 'patch', 'delete'], name).toContain(method)
      expect(
        Object.keys(told.responses).some((status) => /^2\d\d$/.test(status)),
        name,
      ).toBe(true)
      for (const answer of Object.values<Json>(told.responses))
        expect(answer.description, name).toEqual(expect.any(String))
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1])
      const declared = (told.parameters ?? []).filter((each: Json) => each.in === 'path')
      expect(declared.map((each: Json) => each.name).sort(), name).toEqual(inPath.sort())
      for (const each of declared) expect(each.required, name).toBe(true)
      if (told.requestBody) expect(Object.keys(told.requestBody.content), name).toContain('application/json')
      expect(told.security, name).toEqual(expect.arrayContaining([{ token: [] }]))
    }
  })

  test('refers only to what it holds, and speaks no catalogue keys', () => {
    const text = JSON.stringify(document)
    for (const [, ref] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = ref!.split('/').reduce<any>((at, step) => at?.[step.replaceAll('~1', '/')], document)
      expect(target, ref!).toBeDefined()
    }
    for (const { told } of operations()) expect(told.summary ?? '').not.toMatch(/^\w+:\w/)
    const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null', undefined])
    for (const schema of schemasIn(document.paths))
      expect([schema.type].flat().every((type) => types.has(type))).toBe(true)
  })

  test('needs no token where guests may read', () => {
    expect(document.paths['/api/v1/search'].get.security).toContainEqual({})
    expect(document.paths['/api/v1/notifications'].get.security).toEqual([{ token: [] }])
  })
})

describe('the page made from it', () => {
  test('shows every operation with an example', async () => {
    const { body, statusCode } = await site.get('/api/docs')
    expect(statusCode).toBe(200)
    for (const { path } of operations()) expect(body).toContain(path)
    expect(body).toContain('Authorization: Bearer fm_…')
    expect(body).not.toMatch(/ style="|home:\w|<script>/)
  })

  test('reads the fields of bodies and answers', () => {
    const group = apiGroups(document).find(({ name }) => name === 'search')!
    const [search] = group.operations
    expect(search).toMatchObject({ method: 'GET', open: true, status: '200' })
    expect(search!.answer.map((field) => field.name)).toEqual(
      expect.arrayContaining(['total', 'rows', 'rows[].title', 'rows[].author.name']),
    )
    expect(search!.example).toBe('curl http://localhost:3000/api/v1/search')
    expect(typeOf({ anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] })).toBe(
      'time or null',
    )
    expect(typeOf({ type: 'array', items: { enum: ['a', 'b'] } })).toBe('list of "a" or "b"')
  })
})
