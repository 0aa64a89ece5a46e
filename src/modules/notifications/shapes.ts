import type { PushKind } from './pages/push-kinds.ts'

export { type PushKind, pushKinds } from './pages/push-kinds.ts'

/** Kinds of mail that can be chosen; those about the account always come. */
export const mailKinds = ['answers', 'mentions', 'threads', 'messages'] as const
export type MailKind = (typeof mailKinds)[number]
/** What can be stopped by the link in a mail. */
export const stoppable = [...mailKinds, 'summary'] as const
export type Stoppable = (typeof stoppable)[number]

export const whens = ['once', 'summary', 'never'] as const
/** When what happened is mailed: at once, with the next summary, or never. */
export type When = (typeof whens)[number]
export const rhythms = ['daily', 'weekly', 'never'] as const
export type Rhythm = (typeof rhythms)[number]

export interface Quiet {
  /** Hours of the member's day, 0 to 23; `until` may be the next morning. */
  from: number
  until: number
}

/** What a member wishes to be mailed, each kind and the summary, and what is pushed to their devices. */
export type Preferences = Record<MailKind, When> & {
  push: readonly PushKind[]
  summary: Rhythm
  quiet: Quiet | null
  /** Null: as the community. */
  timeZone: string | null
}
