import type { IconName } from '#ui/icon.tsx'

/** What one can say to a post with one word. Few, so that each is read at a glance; in the order in which they are shown. */
export const reactionKinds = ['thanks', 'love', 'laugh', 'celebrate', 'insightful', 'agree'] as const
export type ReactionKind = (typeof reactionKinds)[number]

export const reactionIcons: Record<ReactionKind, IconName> = {
  thanks: 'hand-heart',
  love: 'heart',
  laugh: 'laugh',
  celebrate: 'party-popper',
  insightful: 'lightbulb',
  agree: 'handshake',
}
