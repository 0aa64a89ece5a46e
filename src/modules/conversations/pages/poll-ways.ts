/** How one votes in a poll, and when its results are shown. */
export const pollWays = ['single', 'multiple', 'ranked'] as const
export type PollWay = (typeof pollWays)[number]
export const pollResults = ['always', 'voted', 'closed'] as const
export type PollResults = (typeof pollResults)[number]
