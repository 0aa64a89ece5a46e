/** Kinds of push that can be chosen: those of mails, and what is only told here otherwise. */
export const pushKinds = ['answers', 'mentions', 'threads', 'rest'] as const
export type PushKind = (typeof pushKinds)[number]
