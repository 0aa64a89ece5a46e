/** Reads and checks what a request brings, by the shapes that its door declares. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Invalid, NotFound } from './problems.ts'

export interface Shapes<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params?: P
  query?: Q
  body?: B
}

export interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  /** The address as asked, path and query. */
  url: string
  headers: Record<string, string | string[] | undefined>
  ip: string
}

export function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  door: Shapes<P, Q, B>,
  request: FastifyRequest,
): Input<P, Q, B> {
  return {
    params: (door.params ? readParams(door.params, cleaned(request.params)) : {}) as z.output<P>,
    query: (door.query ? read(door.query, cleaned(request.query)) : {}) as z.output<Q>,
    body: (door.body ? read(door.body, cleaned(request.body ?? {})) : {}) as z.output<B>,
    url: request.url,
    headers: request.headers,
    ip: request.ip,
  }
}

// An address that cannot be of any thing is the address of nothing.
function readParams(shape: z.ZodType, value: unknown) {
  const read = shape.safeParse(value)
  if (!read.success) throw new NotFound()
  return read.data
}

function read(shape: z.ZodType, value: unknown) {
  const outcome = shape.safeParse(value)
  if (outcome.success) return outcome.data
  throw new Invalid(fieldsOf(outcome.error))
}

export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= keyOf(issue.message)
  return fields
}

// Shapes speak in catalogue keys; what the library says by itself becomes our general words.
const keyOf = (message: string) => (/^[a-z]+:[\w.]+$/i.test(message) ? message : 'problems:field')

/** Text as PostgreSQL can keep it: no NUL, no half of a surrogate pair; line ends as \n. */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll('\r\n', '\n').toWellFormed()
}

// Nothing that we take is nested deeper; what is, was made to exhaust somebody.
const deepest = 32

function cleaned(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw new Invalid({ '': 'problems:field' })
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map((each) => cleaned(each, depth + 1))
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [cleanText(key), cleaned(each, depth + 1)]))
}

// Fields that may stand several times in a form.
const several = new Set(['topics', 'products', 'posts', 'expertise', 'domains', 'synonyms'])

/** What somebody typed, for the form that is shown again: texts by name, whatever else came is left out. */
export function typedTexts(body: unknown): Record<string, string> {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return {}
  const texts = Object.entries(body).flatMap(([name, value]) => {
    if (typeof value === 'string') return [[name, cleanText(value)]]
    if (several.has(name) && Array.isArray(value) && value.every((each) => typeof each === 'string')) return [[name, value.map(cleanText)]]
    return []
  })
  return Object.fromEntries(texts) as Record<string, string>
}

const maxId = Number.MAX_SAFE_INTEGER
/** An id in an address. */
export const Id = z.coerce.number().int().positive().max(maxId)
export const ById = z.object({ id: Id })

/** A moment: ISO text outside, a Date inside. */
export const Instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

/** One or several values of a form field of the same name, or a comma-separated text. */
export const Words = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((given) => (Array.isArray(given) ? given : given.split(',')).map((each) => each.trim()).filter(Boolean))
