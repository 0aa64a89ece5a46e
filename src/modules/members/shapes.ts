/** What comes in about members and their accounts, and what the API shows of them. */
import { z } from 'zod'
import { ById, Instant, Words } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { passwordLength } from './auth.ts'
import { languages } from '../../texts/languages.ts'
import { isName } from './names.ts'

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'members:email.form')
  .pipe(z.email('members:email.form'))
export const Name = z
  .string()
  .trim()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' '))
  .pipe(
    z.string().min(2, 'members:name.short').max(60, 'members:name.long').refine(isName, 'members:name.form'),
  )
export const Password = z
  .string()
  .min(passwordLength.min, 'members:password.short')
  .max(passwordLength.max, 'members:password.long')
  .refine((password) => new Set(password).size > 3, 'members:password.plain')

export { ById }

/** A tick in a form. */
export const Ticked = z
  .string()
  .optional()
  .transform((value) => value === 'on' || value === 'true' || value === '1')

const To = z.string().max(2_000).optional()
/** Where a page may lead on to. */
export const Toward = z.object({ to: To, sent: z.string().optional() })
const Token = z.string().max(200, 'members:link.old')
export const WithToken = z.object({ token: Token.optional(), to: To, sent: z.string().optional() })

// A password that is typed to prove who one is: whatever it is, the answer is right or wrong.
const Typed = z.string().min(1, 'members:password.missing').max(1_000, 'members:signIn.wrong')
export const SignIn = z.object({ email: Email, password: Typed, to: To })
export const DemoSignIn = z.object({ handle: z.string().max(60), to: To })
export const Join = z.object({ name: Name, email: Email, password: Password })
export const Verify = z.object({ token: Token, password: z.string().max(1_000).optional() })
export const AskLink = z.object({ email: Email, to: To })
export const UseLink = z.object({ token: Token })
export const Second = z.object({
  code: z.string().trim().min(1, 'members:second.missing').max(40, 'members:second.wrong'),
  trust: Ticked,
  to: To,
})
export const Forgotten = z.object({ email: Email })
export const NewPassword = z.object({ token: Token, password: Password })
export const PasskeyAnswer = z.object({ response: z.looseObject({ id: z.string().max(2_000) }), next: To })
export const PasskeyAdded = z.object({
  response: z.looseObject({ id: z.string().max(2_000) }),
  name: z.string().trim().max(60).default(''),
})

export const ChangePassword = z.object({ current: Typed, password: Password })
export const ChangeAddress = z.object({ email: Email, password: Typed })
export const Confirmed = z.object({ password: Typed })
export const SecondOn = z.object({
  code: z.string().trim().min(1, 'members:second.missing').max(40, 'members:second.wrong'),
})
export const Saved = z.object({ saved: z.string().max(20).optional() })
export const Picture = z.object({ picture: z.instanceof(Buffer, { error: 'members:picture.missing' }) })
export const ByKey = z.object({ id: z.string().max(100) })
export const NewToken = z.object({
  name: z.string().trim().min(1, 'members:token.nameless').max(60, 'members:token.long'),
  scope: z.enum(['read', 'write']).default('read'),
})

export const Presence = z.object({ shown: Ticked })

/** Nothing follows the browser. */
export const ChosenLanguage = z.object({ language: z.union([z.literal('').transform(() => null), z.enum(languages)]) })

export const Profile = z.object({
  name: Name,
  headline: z.string().trim().max(120, 'members:headline.long').default(''),
  about: z.string().max(5_000, 'members:about.long').default(''),
  location: z.string().trim().max(80, 'members:location.long').default(''),
  website: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'members:website.form' }).max(300, 'members:website.form'),
    ])
    .default(''),
  expertise: Words.pipe(
    z.array(z.string().max(40, 'members:expertise.long')).max(12, 'members:expertise.many'),
  ),
  products: Words.pipe(z.array(z.string().max(60)).max(30)),
  version: z.coerce.number().int(),
})
export type Profile = z.output<typeof Profile>

export const DirectoryQuery = z.object({
  q: z.string().max(80).optional(),
  sort: z.enum(['standing', 'newest']).catch('standing').default('standing'),
  expertise: z.string().max(40).optional(),
  product: z.string().max(60).optional(),
  older: After,
})
export const Completion = z.object({ q: z.string().max(60).default(''), groups: z.literal('1').optional().catch(undefined) })
export const ByHandle = z.object({ handle: z.string().max(60) })
export const ByName = z.object({ name: z.string().max(90) })

export const MemberJson = z.object({
  id: z.number(),
  handle: z.string(),
  name: z.string(),
  role: z.string(),
  picture: z.string().nullable(),
  headline: z.string(),
  location: z.string(),
  website: z.string(),
  about: z.string(),
  expertise: z.array(z.string()),
  products: z.array(z.string()),
  joinedAt: Instant,
  questionCount: z.number(),
  discussionCount: z.number(),
  answerCount: z.number(),
  acceptedCount: z.number(),
  helpfulCount: z.number(),
})
export const DirectoryJson = z.object({
  rows: z.array(MemberJson.omit({ about: true, website: true })),
  next: z.string().nullable(),
})
export const MeJson = MemberJson.pick({
  id: true,
  handle: true,
  name: true,
  role: true,
  picture: true,
  headline: true,
  joinedAt: true,
}).extend({ email: z.string().nullable() })
