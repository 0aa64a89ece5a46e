/** The OpenAPI document as a reader wants it: grouped, each operation with its fields in one flat list and an example. */
export interface ApiField {
  name: string
  type: string
  required: boolean
  /** `path` or `query` for parameters. */
  where?: string
}

export interface Operation {
  id: string
  method: string
  path: string
  says: string
  /** Open without a token. */
  open: boolean
  parameters: ApiField[]
  body: ApiField[]
  status: string
  answer: ApiField[]
  example: string
}

export interface ApiGroup {
  name: string
  operations: Operation[]
}

type Json = Record<string, any>

export function apiGroups(document: Json, token = 'fm_…'): ApiGroup[] {
  const operations = Object.entries<Json>(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, told]) => ({
      tag: String(told.tags?.[0] ?? ''),
      operation: read(document, method, path, told, token),
    })),
  )
  return [...Map.groupBy(operations, ({ tag }) => tag)].map(([name, group]) => ({
    name,
    operations: group.map(({ operation }) => operation),
  }))
}

function read(document: Json, method: string, path: string, told: Json, token: string): Operation {
  const parameters = (told.parameters ?? []).map((each: Json) => ({
    name: each.name,
    where: each.in,
    type: typeOf(each.schema ?? {}),
    required: each.required === true,
  }))
  const body = contentOf(told.requestBody)
  const status = Object.keys(told.responses ?? {}).find((each) => each.startsWith('2')) ?? '200'
  const open = (told.security ?? []).some((each: Json) => Object.keys(each).length === 0)
  const operation = {
    id: `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, ''),
    method: method.toUpperCase(),
    path,
    says: told.summary ?? '',
    open,
    parameters,
    status,
  }
  const fields = fieldsOf(body)
  return {
    ...operation,
    body: fields,
    answer: fieldsOf(contentOf(told.responses?.[status])),
    example: exampleOf(document, operation, body, token),
  }
}

const contentOf = (part?: Json): Json => part?.content?.['application/json']?.schema ?? {}

// Deeper than this a list of fields helps nobody; the document itself has everything.
const deepest = 3

/** The fields of an object and of what lies in it: `rows[].author.name`. */
function fieldsOf(schema: Json, before = '', depth = 0): ApiField[] {
  const shape = inner(schema)
  return Object.entries<Json>(shape.properties ?? {}).flatMap(([name, each]) => {
    const full = `${before}${name}`
    const within =
      depth + 1 < deepest
        ? fieldsOf(
            inner(each),
            `${full}${inner(each) === each ? '.' : listed(each) ? '[].' : '.'}`,
            depth + 1,
          )
        : []
    return [{ name: full, type: typeOf(each), required: (shape.required ?? []).includes(name) }, ...within]
  })
}

/** What a list is made of, and what may be null when it is not. */
function inner(schema: Json): Json {
  if (schema.type === 'array') return inner(schema.items ?? {})
  const only = (schema.anyOf ?? []).filter((each: Json) => each.type !== 'null')
  return only.length === 1 ? inner(only[0]) : schema
}

const listed = (schema: Json): boolean => schema.type === 'array' || (schema.anyOf ?? []).some(listed)

export function typeOf(schema: Json): string {
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeOf))].join(' or ')
  if (schema.enum) return schema.enum.map((each: unknown) => JSON.stringify(each)).join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`
  if (Array.isArray(schema.type)) return schema.type.join(' or ')
  return schema.format === 'date-time' ? 'time' : String(schema.type ?? 'any')
}

function exampleOf(
  document: Json,
  { method, path, open }: Pick<Operation, 'method' | 'path' | 'open'>,
  body: Json,
  token: string,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'id' ? '12' : name))
  const address = `${document.servers?.[0]?.url ?? ''}${filled}`
  const fields = Object.entries<Json>(inner(body).properties ?? {}).filter(([name]) =>
    (inner(body).required ?? []).includes(name),
  )
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${address}`,
    ...(open ? [] : [`  -H 'Authorization: Bearer ${token}'`]),
    ...(fields.length > 0
      ? [
          `  -H 'Content-Type: application/json'`,
          `  -d '${JSON.stringify(Object.fromEntries(fields.map(([name, each]) => [name, sampleOf(each)])))}'`,
        ]
      : []),
  ]
  return lines.join(' \\\n')
}

function sampleOf(schema: Json): unknown {
  const only = inner(schema)
  if (only.enum) return only.enum[0]
  if (only.type === 'number' || only.type === 'integer') return 1
  if (only.type === 'boolean') return true
  return only.type === 'string' ? '…' : {}
}
