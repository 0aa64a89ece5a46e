/** What happens to groups. Subject is the group's space, by its id. */
import { z } from 'zod'
import type { Mark } from '#platform/changes.ts'
import { factKind, nowhere } from '#platform/facts.ts'
import { groupRoles } from '#platform/ctx.ts'
import { joinings, visibilities } from './shapes.ts'

// Who is in a group sees other things from that moment on: sessions carry it.
const ofMember = (_id: number, { memberId }: { memberId: number }): Mark[] => ['sessions', `member:${memberId}`]
const Role = z.enum(groupRoles)

export const groupMade = factKind('group.made', z.object({ visibility: z.enum(visibilities), joining: z.enum(joinings) }), nowhere)
export const groupChanged = factKind('group.changed', z.object({ fields: z.array(z.string()) }))
export const groupArchived = factKind('group.archived', z.object({ archived: z.boolean() }))
export const groupMerged = factKind('group.merged', z.object({ into: z.number() }))
export const groupJoined = factKind('group.joined', z.object({ memberId: z.number(), by: z.enum(['making', 'self', 'invitation', 'approval', 'letter', 'merge', 'team']) }), ofMember)
export const groupLeft = factKind('group.left', z.object({ memberId: z.number(), by: z.enum(['self', 'removal', 'merge']) }), ofMember)
export const groupInvited = factKind('group.invited', z.object({ memberId: z.number().nullable(), by: z.enum(['name', 'mail']) }), nowhere)
export const groupAsked = factKind('group.asked', z.object({}), nowhere)
export const groupDeclined = factKind('group.declined', z.object({ memberId: z.number() }), nowhere)
export const groupRoleChanged = factKind('group.roleChanged', z.object({ memberId: z.number(), from: Role, to: Role }), ofMember)
export const groupSteppedIn = factKind('group.steppedIn', z.object({ memberId: z.number() }), ofMember)

/** Kept at hand for all in it, and taken off. */
export const groupFilePinned = factKind('group.filePinned', z.object({ fileId: z.number() }), nowhere)
export const groupFileUnpinned = factKind('group.fileUnpinned', z.object({ fileId: z.number() }), nowhere)

export const facts = [groupMade, groupChanged, groupArchived, groupMerged, groupJoined, groupLeft, groupInvited, groupAsked, groupDeclined, groupRoleChanged, groupSteppedIn, groupFilePinned, groupFileUnpinned]
