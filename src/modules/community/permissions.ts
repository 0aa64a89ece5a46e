import { permissions, rule } from '#platform/permissions.ts'

export const may = permissions('community', {
  /** Name, brand, joining, products. */
  configure: rule('administrators'),
})
