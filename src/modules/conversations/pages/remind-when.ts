/** When somebody wants to be reminded: `keep` is what was chosen before, `date` a day and a time of their own. */
export const remindWhens = ['never', 'hour', 'evening', 'tomorrow', 'week', 'date', 'keep'] as const
export type RemindWhen = (typeof remindWhens)[number]
