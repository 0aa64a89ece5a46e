/** Who may do what with spaces and topics. */
import { groupRole, type Level, reaches, type Viewer } from '#platform/ctx.ts'
import { permissions, rule } from '#platform/permissions.ts'

export interface SpaceRights {
  id: number
  see: string
  ask: string
  answer: string
  archivedAt: Date | null
}

/** Their role reaches the level, or they are in the group that it is for. */
const stands = (viewer: Viewer, space: SpaceRights, level: string) =>
  reaches(viewer, level as Level) || (space.ask === 'group' && groupRole(viewer, space.id) !== null)

export const may = permissions('spaces', {
  /** Everybody may look around; they are shown what they may see. */
  look: rule('everyone'),
  see: rule<SpaceRights>('everyone', (viewer, space) => stands(viewer, space, space.see)),
  askIn: rule<SpaceRights>('members', (viewer, space) =>
    space.archivedAt === null && stands(viewer, space, space.see) && stands(viewer, space, space.ask)),
  answerIn: rule<SpaceRights>('members', (viewer, space) =>
    space.archivedAt === null && stands(viewer, space, space.see) && stands(viewer, space, space.answer)),
  arrange: rule('team', (viewer) => viewer.role === 'administrator' || viewer.role === 'community_manager'),
  editTopics: rule('champions'),
})
