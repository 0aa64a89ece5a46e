import { Icon } from '#ui/icon.tsx'
import { Row } from '#ui/row.tsx'
import { t } from '../../../texts/index.ts'
import type { GroupRow } from '../queries.ts'
import { groupPath, visibilityIcon, visibilityName } from './words.ts'

/** A group in a list. */
export const GroupEntry = ({ group }: { group: GroupRow }) => (
  <Row
    plain
    icon="users"
    title={group.name}
    href={groupPath(group)}
    excerpt={group.description}
    meta={[
      <span key="kind" class="inline-flex items-center gap-1">
        <Icon name={visibilityIcon[group.visibility]} />
        {visibilityName(group.visibility)}
      </span>,
      t('groups:members', { count: group.members }),
      ...(group.mine?.state === 'asked' ? [t('groups:asked')] : []),
    ]}
  />
)
