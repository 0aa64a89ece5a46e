/** Among which of the kinds that a member chooses a notice is, when it is pushed. */
import type { NoticeKind } from './notify.ts'
import type { PushKind } from './shapes.ts'

const kinds: Partial<Record<NoticeKind, PushKind | null>> = {
  answer: 'answers',
  ownComment: 'answers',
  followed: 'answers',
  reply: 'answers',
  comment: 'answers',
  mention: 'mentions',
  groupMention: 'mentions',
  question: 'threads',
  discussion: 'threads',
  // Nice to find, and nothing to be called for.
  thanks: null,
  pollClosed: null,
}

/** Whatever is not said otherwise is among the rest. */
export const pushKindOf = (kind: string): PushKind | null => {
  const known = kinds[kind as NoticeKind]
  return known === undefined ? 'rest' : known
}
