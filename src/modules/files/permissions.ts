/** Who may do what with files. Who may see one is asked of what shows it (`sight.ts`). */
import { permissions, rule } from '#platform/permissions.ts'

export interface FileRights {
  ownerId: number
}

export const may = permissions('files', {
  add: rule('members'),
  /** Going on with what one has begun, and taking away what one has sent. */
  keep: rule<FileRights>('members', (viewer, file) => viewer.id === file.ownerId),
})
