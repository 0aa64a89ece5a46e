/** How much somebody wants to hear, from all to nothing. */
export const followLevels = ['watching', 'tracking', 'normal', 'muted'] as const
export type FollowLevel = (typeof followLevels)[number]
