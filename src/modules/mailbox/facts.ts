import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'
import { reasons } from './shapes.ts'

/** A mail that came in became a post. The subject is the mail. */
export const mailPosted = factKind('mail.posted', z.object({ postId: z.number() }), nowhere)
/** A mail that came in was not posted, and its sender knows why, if they may know. */
export const mailRefused = factKind('mail.refused', z.object({ reason: z.enum(reasons) }), nowhere)
/** A mail of ours came back. */
export const mailBounced = factKind('mail.bounced', z.object({ mailId: z.number(), isFinal: z.boolean() }), nowhere)

export const facts = [mailPosted, mailRefused, mailBounced]
