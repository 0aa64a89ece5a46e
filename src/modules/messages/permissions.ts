/** Who may do what with messages. No role of the community stands in for being in a circle, but for those that are written to the team. */
import { reaches, type Viewer } from '#platform/ctx.ts'
import { permissions, rule } from '#platform/permissions.ts'

export const circleKinds = ['pair', 'round', 'team'] as const
export type CircleKind = (typeof circleKinds)[number]

/** Why nobody can write there now: the viewer blocked the other, the other takes nothing from them, or is not here any more. */
export type Shut = 'youBlocked' | 'takesNone' | 'gone'

export interface CircleRights {
  kind: CircleKind
  /** The viewer is one of the people in it. */
  isIn: boolean
  /** How many are in it. */
  size: number
  shut: Shut | null
}

export interface MessageRights {
  circle: CircleRights
  authorId: number
  kind: string
  removedAt: Date | null
  /** Written so long ago that it stays as it was read. */
  isOld: boolean
}

/** Somebody whom nobody knows yet: no post, or here since today. */
export interface Newness {
  isNew: boolean
}

export const mostPeople = 8

const isStaff = (viewer: Viewer) => reaches(viewer, 'team')
const reads = (viewer: Viewer, { kind, isIn }: CircleRights) => isIn || (kind === 'team' && isStaff(viewer))
const writes = (viewer: Viewer, circle: CircleRights) => reads(viewer, circle) && circle.shut === null
const owns = (viewer: Viewer, { authorId, kind, removedAt }: MessageRights) => viewer.id === authorId && kind === 'text' && removedAt === null
const keeps = ({ kind, isIn }: CircleRights) => kind === 'round' && isIn

export const may = permissions('messages', {
  /** One's own list, and what is said of it. */
  look: rule('members'),
  read: rule<CircleRights>('members', reads),
  write: rule<CircleRights>('members', writes),
  /** With somebody who has not written to one before. */
  begin: rule<Newness>('members', (_viewer, { isNew }) => !isNew),
  /** The team does not write to itself. */
  askTeam: rule('members', (viewer) => !isStaff(viewer)),
  add: rule<CircleRights & Newness>('members', (_viewer, circle) => keeps(circle) && circle.size < mostPeople && !circle.isNew),
  name: rule<CircleRights>('members', (_viewer, circle) => keeps(circle)),
  leave: rule<CircleRights>('members', (_viewer, circle) => keeps(circle)),
  mute: rule<CircleRights>('members', (_viewer, { isIn }) => isIn),
  edit: rule<MessageRights>('members', (viewer, message) => owns(viewer, message) && writes(viewer, message.circle) && !message.isOld),
  remove: rule<MessageRights>('members', (viewer, message) => owns(viewer, message) && reads(viewer, message.circle)),
  report: rule<MessageRights>('members', (viewer, { circle, authorId, kind, removedAt }) => circle.isIn && circle.kind !== 'team' && viewer.id !== authorId && kind === 'text' && removedAt === null),
  block: rule<{ id: number }>('members', (viewer, { id }) => viewer.id !== id),
  keepBlocks: rule('members'),
  /** What is written to the team. */
  answerTeam: rule('team'),
  /** What was reported, and the five messages before it. */
  review: rule('team'),
})
