import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'
import { pushKinds, rhythms, stoppable, whens } from './shapes.ts'

/** A kind of mail was wished for in another way than before, in the settings or by the link in a mail. */
export const mailChosen = factKind(
  'mail.chosen',
  z.object({ kind: z.enum(stoppable), when: z.enum([...whens, ...rhythms]), by: z.enum(['settings', 'link']) }),
  nowhere,
)

/** A kind of notice is to be pushed to the devices of a member, or is not any more. */
export const pushChosen = factKind('push.chosen', z.object({ kind: z.enum(pushKinds), on: z.boolean() }), nowhere)

/** A device was turned on. */
export const deviceAdded = factKind('device.added', z.object({}), nowhere)

/** A device is told nothing more: its owner said so, or its push service did. What signing out takes along is said by that. */
export const deviceRemoved = factKind('device.removed', z.object({ by: z.enum(['owner', 'service']) }), nowhere)

export const facts = [mailChosen, pushChosen, deviceAdded, deviceRemoved]
