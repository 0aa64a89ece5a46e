/** What comes in about groups, and what the API shows of them. */
import { z } from 'zod'
import { groupRoles } from '#platform/ctx.ts'
import { After } from '#platform/paging.ts'

/** public: everybody reads it; listed: everybody knows of it; hidden: nobody else does. */
export const visibilities = ['public', 'listed', 'hidden'] as const
export type Visibility = (typeof visibilities)[number]
/** open: one click; request: somebody who looks after it says yes; invite: only by invitation. */
export const joinings = ['open', 'request', 'invite'] as const
export type Joining = (typeof joinings)[number]
/** Who may write @the-group and so tell everybody in it: nobody, those who look after it, those who are in it, whoever knows of it. */
export const mentionings = ['nobody', 'keepers', 'members', 'everyone'] as const
export type Mentioning = (typeof mentionings)[number]

export const Making = z.object({
  name: z.string().trim().min(2, 'groups:form.nameShort').max(60, 'groups:form.nameLong'),
  description: z.string().trim().max(500, 'groups:form.descriptionLong').default(''),
  visibility: z.enum(visibilities, 'groups:visibility.choose'),
  joining: z.enum(joinings, 'groups:joining.choose'),
  /** Not said: its members; of a group that is there, as it is. */
  mentioning: z.enum(mentionings, 'groups:mentioning.choose').optional(),
  rules: z.string().trim().max(5_000, 'groups:form.rulesLong').default(''),
})
export type Making = z.output<typeof Making>
export const Changing = Making.extend({ version: z.coerce.number().int() })
export type Changing = z.output<typeof Changing>

/** The form before it is sent; whatever does not fit is left out. */
export const Begun = z.object({
  name: z.string().max(60).default('').catch(''),
  description: z.string().max(500).default('').catch(''),
  visibility: z.enum(visibilities).default('public').catch('public'),
  joining: z.enum(joinings).default('open').catch('open'),
  mentioning: z.enum(mentionings).default('members').catch('members'),
  rules: z.string().max(5_000).default('').catch(''),
})
export type Begun = z.output<typeof Begun>

export const BySlug = z.object({ slug: z.string().max(80) })
export const BySlugAndMember = BySlug.extend({ handle: z.string().max(60) })
export const ListQuery = z.object({ q: z.string().trim().max(80).default('').catch(''), older: After })
export const Note = z.object({ note: z.string().trim().max(300, 'groups:noteLong').default('') })
export const RoleWish = z.object({ role: z.enum(groupRoles) })
export const Inviting = z.object({ who: z.string().trim().min(1, 'groups:invite.nobody').max(254, 'groups:invite.nobody') })
export const Merging = z.object({ into: z.string().trim().min(1).max(200) })

export const GroupJson = z.object({
  slug: z.string(), name: z.string(), description: z.string(), visibility: z.enum(visibilities), joining: z.enum(joinings), members: z.number(),
})
export const GroupsJson = z.object({ rows: z.array(GroupJson), next: z.string().nullable() })
export const MemberJson = z.object({ handle: z.string(), name: z.string(), role: z.enum(groupRoles) })
