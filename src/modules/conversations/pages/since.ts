export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
/** Since when: the last visit, yesterday, a weekday, a week, or a day written as 2026-11-20. */
export type Since = 'visit' | 'yesterday' | 'week' | (typeof weekdays)[number] | (string & {})
