/** How other things show who wrote them. */
import { sql, type ExpressionBuilder, type RawBuilder } from 'kysely'
import type { InGroup, Role } from '#platform/ctx.ts'
import type { Tables } from '#platform/tables.ts'

export interface Person {
  id: number
  handle: string
  name: string
  role: Exclude<Role, 'guest'>
  picture: string | null
  isNew: boolean
}

// "New here" for this long after joining.
export const newFor = 30 * 24 * 3600 * 1000

/** Selects the person behind a column of ids as one JSON value. Use with `.as('author')`. */
export function person(column: string): RawBuilder<Person> {
  const id = sql.ref(column)
  return sql<Person>`(select json_build_object('id', p.id, 'handle', p.handle, 'name', p.name, 'role', p.role,
    'picture', p.picture, 'isNew', p.joined_at > now() - interval '30 days' and p.imported_at is null)
    from member p where p.id = ${id})`
}

/** Selects the groups that the member of a column of ids is in, as a viewer carries them. Use with `.as('groups')`. */
export const groupsOf = (column: string): RawBuilder<InGroup[]> =>
  sql<InGroup[]>`(select coalesce(json_agg(json_build_object('spaceId', space_id, 'role', role)), '[]')
    from group_member where group_member.member_id = ${sql.ref(column)} and state = 'in')`

export type MemberExpression = ExpressionBuilder<Tables, 'member'>
