/** The door of the notifications module: what its neighbours may use. */
export { isToldOf, type News, type NoticeKind, notify, readAbout, type Reason, type Told } from './notify.ts'
export { wishesMail } from './preferences.ts'
export { unreadCount } from './queries.ts'
export type { MailKind } from './shapes.ts'
export { unsubscribeAddress, unsubscribeHeaders } from './unsubscribe.ts'
