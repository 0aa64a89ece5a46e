import { z } from 'zod'
import { factKind } from '#platform/facts.ts'

export const spaceOpened = factKind('space.opened', z.object({ see: z.string() }))
export const spaceChanged = factKind('space.changed', z.object({ fields: z.array(z.string()) }))
export const spaceArchived = factKind('space.archived', z.object({}))
export const topicAdded = factKind('topic.added', z.object({}))
export const topicChanged = factKind('topic.changed', z.object({ fields: z.array(z.string()) }))
