/** What comes in when somebody sets up or runs the community. */
import { z } from 'zod'
import { purposes, Settings } from '#modules/community/index.ts'
import { Email, groups, memberRoles, Name, Password } from '#modules/members/index.ts'
import { isTimeZone } from '#platform/clock.ts'
import { Words } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { languages } from '../../texts/languages.ts'
import { colourOf } from './colour.ts'

export const steps = ['purpose', 'looks', 'joining', 'administrator', 'spaces', 'start'] as const
export type Step = (typeof steps)[number]

export const Enter = z.object({ token: z.string().max(100).optional() })
export const AtStep = z.object({ step: z.enum(steps) })

const CommunityName = Settings.shape.name.unwrap()
const Brand = z
  .string()
  .trim()
  .transform((colour) => (colour.startsWith('#') ? colour : `#${colour}`).toLowerCase())
  .pipe(Settings.shape.brand.unwrap())
const Tagline = z.string().trim().max(60, 'admin:looks.long').default('')

/** A colour of the palette or one's own. */
const Colours = {
  swatch: z.string().max(7).default(''),
  brand: z.union([z.literal(''), Brand]).default(''),
  was: z.string().max(7).default(''),
}
const standard = Settings.shape.brand.parse(undefined)

function withColour<Looks extends { swatch: string; brand: string; was: string }>({
  swatch,
  brand,
  was,
  ...rest
}: Looks) {
  return { ...rest, brand: Brand.safeParse(colourOf({ swatch, brand, was })).data ?? standard }
}

export const Purpose = z.object({ purpose: z.enum(purposes, 'admin:purpose.missing') })
export const Looks = z
  .object({
    name: CommunityName,
    tagline: Tagline,
    ...Colours,
    preview: z.string().optional(),
  })
  .transform(withColour)
export const Preview = z.object({
  name: z.string().max(60).optional(),
  tagline: z.string().max(60).optional(),
  brand: z.string().max(7).optional(),
})

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((each) => each.replace(/^.*@/, ''))
  .pipe(z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'admin:joining.domainForm'))
export const Joining = z
  .object({ joining: z.enum(['open', 'domains', 'closed']), domains: Words.pipe(z.array(Domain).max(50)) })
  .refine(({ joining, domains }) => joining !== 'domains' || domains.length > 0, {
    path: ['domains'],
    error: 'admin:joining.domainMissing',
  })

export const Administrator = z.object({ name: Name, email: Email, password: Password })
const SpaceName = z
  .string()
  .trim()
  .max(60, 'spaces:name.long')
  .refine((name) => name.length !== 1, 'spaces:name.short')
export const FirstSpaces = z.object({
  space: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((each) => [each].flat())
    .pipe(z.array(SpaceName).max(12)),
})
export const Start = z.object({ way: z.enum(['empty', 'sample', 'import'], 'admin:start.missing') })

/** Names one a line, as people paste them. */
const Lines = z
  .string()
  .max(4_000)
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split('\n')
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  ])

/** Boxes that are ticked; an empty field among them says that the form has them at all. */
const Offered = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((codes) => codes === undefined ? undefined : [codes].flat().filter((code) => code !== ''))
  .pipe(z.array(z.enum(languages)).optional())

export const ChangedSettings = z
  .object({
    name: CommunityName,
    tagline: Tagline,
    ...Colours,
    company: z.string().trim().max(60, 'admin:settings.long').default(''),
    welcome: z.string().trim().max(600, 'admin:settings.long').default(''),
    purpose: z.enum(purposes, 'admin:purpose.missing'),
    timeZone: z.string().trim().refine(isTimeZone, 'admin:settings.timeZoneForm'),
    products: Lines.pipe(z.array(z.string().max(60, 'admin:settings.productLong')).max(200)),
    joining: z.enum(['open', 'domains', 'closed']),
    domains: Words.pipe(z.array(Domain).max(50)),
    previews: z.enum(['cards', 'addresses']).default('cards').transform((how) => how === 'cards'),
    previewsDenied: Words.pipe(z.array(Domain).max(200)).default([]),
    language: Settings.shape.language.unwrap().optional(),
    languages: Offered,
  })
  .refine(({ joining, domains }) => joining !== 'domains' || domains.length > 0, {
    path: ['domains'],
    error: 'admin:joining.domainMissing',
  })
  .transform(withColour)
  .transform(({ language, languages: offered, ...rest }) => ({ ...rest, ...(language && { language }), ...(offered && { languages: offered }) }))
export type ChangedSettings = z.output<typeof ChangedSettings>

export const Saved = z.object({ saved: z.string().max(20).optional() })
export const MembersQuery = z.object({
  q: z.string().max(80).optional(),
  group: z.enum(groups).catch('all').default('all'),
  older: After,
  saved: z.string().optional(),
})
export const TopicsQuery = z.object({
  q: z.string().max(60).optional(),
  older: After,
  saved: z.string().optional(),
})
export const ByHandle = z.object({ handle: z.string().max(60) })
export const BySlug = z.object({ slug: z.string().max(60) })
export const NewRole = z.object({ role: z.enum(memberRoles, 'admin:members.roleMissing') })
export const HandOver = z.object({ to: z.string().trim().min(1, 'admin:members.toMissing').max(60) })
/** How often the page of the progress has looked already. */
export const Turn = z.object({ turn: z.coerce.number().int().min(0).max(10_000).catch(0).default(0) })
