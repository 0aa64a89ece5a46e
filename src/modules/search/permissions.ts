import { permissions, rule } from '#platform/permissions.ts'

/** Everybody may search; what they find is decided by what they may see. */
export const may = permissions('search', { search: rule('everyone') })
