import { z } from 'zod'
import { factKind, nowhere } from '#platform/facts.ts'
import { mailKinds } from './shapes.ts'

/** A kind of mail was wished for or not, in the settings or by the link in a mail. */
export const mailChosen = factKind(
  'mail.chosen',
  z.object({ kind: z.enum(mailKinds), wanted: z.boolean(), by: z.enum(['settings', 'link']) }),
  nowhere,
)

export const facts = [mailChosen]
