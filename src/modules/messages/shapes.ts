/** What comes in about messages, and what the API shows of them. */
import { z } from 'zod'
import { Id, Instant } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { NewPost } from '#modules/conversations/index.ts'
import { circleKinds } from './permissions.ts'

/** Names as they are typed into one field: `@ada, @bob`. */
const Names = z.union([z.string(), z.array(z.string())]).default([])
  .transform((given) => [given].flat().flatMap((each) => each.split(/[,;\n]/)).map((each) => each.trim()).filter(Boolean))
  .refine((names) => names.length <= 20 && names.every((each) => each.length <= 120), 'messages:problem.tooMany')

const Name = z.string().trim().max(60, 'messages:problem.nameLong').default('')

export const Beginning = z.object({ to: Names, team: z.stringbool().or(z.boolean()).default(false), name: Name, body: NewPost.shape.body })
export type Beginning = z.output<typeof Beginning>
/** The form as an address opens it. */
export const Begun = z.object({ to: z.string().max(400).default('').catch(''), team: z.stringbool().default(false).catch(false) })

export const NewMessage = z.object({ body: NewPost.shape.body })
export const EditedMessage = NewMessage.extend({ version: z.coerce.number().int().positive() })
export const Adding = z.object({ to: Names })
export const Naming = z.object({ name: Name })
export const Reporting = z.object({ reason: z.string().trim().min(3, 'messages:problem.reason').max(500, 'messages:problem.reasonLong') })
export const Settling = z.object({ note: z.string().trim().max(500, 'messages:problem.reasonLong').default('') })
export const Reading = z.object({ upTo: Id })

export const ByMessage = z.object({ id: Id, message: Id })
export const ByHandle = z.object({ handle: z.string().max(60) })

export const whichs = ['all', 'unread'] as const
export const ListQuery = z.object({ which: z.enum(whichs).default('all').catch('all'), q: z.string().trim().max(100).default('').catch(''), older: After, left: z.string().optional().catch(undefined) })
export type ListQuery = z.output<typeof ListQuery>
export const CircleQuery = z.object({ older: Id.optional().catch(undefined), at: Id.optional().catch(undefined), said: z.string().max(20).optional().catch(undefined) })
const some = (most: number) => z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(Id).max(most))
export const PartsQuery = z.object({ after: z.coerce.number().int().min(0).default(0), message: some(40), whole: z.stringbool().default(false).catch(false) })

const PersonJson = z.object({ id: z.number(), handle: z.string(), name: z.string() })
export const MessageJson = z.object({
  id: z.number(), circleId: z.number(), kind: z.enum(['text', 'added', 'left', 'named', 'reported']), author: PersonJson, about: PersonJson.nullable(),
  body: z.string(), html: z.string(), createdAt: Instant, editedAt: Instant.nullable(), removedAt: Instant.nullable(), version: z.number(),
})
const circle = { id: z.number(), kind: z.enum(circleKinds), name: z.string(), people: z.array(PersonJson), muted: z.boolean() }
export const CircleJson = z.object({ ...circle, messages: z.array(MessageJson), older: z.number().nullable() })
export const CirclesJson = z.object({ rows: z.array(z.object({ ...circle, unread: z.number(), lastAt: Instant })), next: z.string().nullable() })
export const QueueJson = z.object({ rows: z.array(z.object({ id: z.number(), member: PersonJson, waitingSince: Instant.nullable(), lastAt: Instant })), next: z.string().nullable() })
export const RefJson = z.object({ id: z.number() })
