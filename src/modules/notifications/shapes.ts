/** Kinds of mail that can be chosen; those about the account always come. */
export const mailKinds = ['answers', 'mentions', 'threads'] as const
export type MailKind = (typeof mailKinds)[number]
/** Whether a member wants them, each. */
export type Preferences = Record<MailKind, boolean>
