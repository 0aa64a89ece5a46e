/** Who may do what with spaces and topics. */
import { type Level, reaches } from '#platform/ctx.ts'
import { permissions, rule } from '#platform/permissions.ts'

export interface SpaceRights {
  see: string
  ask: string
  answer: string
  archivedAt: Date | null
}

export const may = permissions('spaces', {
  /** Everybody may look around; they are shown what they may see. */
  look: rule('everyone'),
  see: rule<SpaceRights>('everyone', (viewer, space) => reaches(viewer, space.see as Level)),
  askIn: rule<SpaceRights>('members', (viewer, space) =>
    space.archivedAt === null && reaches(viewer, space.see as Level) && reaches(viewer, space.ask as Level)),
  answerIn: rule<SpaceRights>('members', (viewer, space) =>
    space.archivedAt === null && reaches(viewer, space.see as Level) && reaches(viewer, space.answer as Level)),
  arrange: rule('team', (viewer) => viewer.role === 'administrator' || viewer.role === 'community_manager'),
  editTopics: rule('champions'),
})
