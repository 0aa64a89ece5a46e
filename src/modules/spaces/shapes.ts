/** What comes in for spaces and topics, and what the API shows of them. */
import { z } from 'zod'
import { Words } from '#platform/input.ts'

const Level = z.enum(['everyone', 'members', 'champions', 'team', 'administrators'])
const Writing = z.enum(['members', 'champions', 'team', 'administrators'])

export const NewSpace = z.object({
  name: z.string().trim().min(2, 'spaces:name.short').max(60, 'spaces:name.long'),
  slug: z.string().trim().max(60).optional(),
  description: z.string().trim().max(500, 'spaces:description.long').default(''),
  parentId: z.union([z.literal('').transform(() => null), z.coerce.number().int().positive()]).nullish().transform((id) => id ?? null),
  spine: z.coerce.number().int().min(1).max(7).default(1),
  position: z.coerce.number().int().min(0).max(1000).default(0),
  see: Level.default('everyone'),
  ask: Writing.default('members'),
  answer: Writing.default('members'),
})
export type NewSpace = z.output<typeof NewSpace>

export const ChangedSpace = NewSpace.extend({ version: z.coerce.number().int() })

export const ChangedTopic = z.object({
  name: z.string().trim().min(2, 'spaces:topic.short').max(40),
  description: z.string().trim().max(500).default(''),
  synonyms: Words,
  version: z.coerce.number().int(),
})
export type ChangedTopic = z.output<typeof ChangedTopic>

export const SpaceJson = z.object({
  id: z.number(), slug: z.string(), name: z.string(), description: z.string(), parentId: z.number().nullable(),
  see: z.string(), ask: z.string(), answer: z.string(),
})
export const TopicJson = z.object({ id: z.number(), slug: z.string(), name: z.string(), description: z.string() })
