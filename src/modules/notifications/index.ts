/** The door of the notifications module: what its neighbours may use. */
export { isToldOf, type News, notify, readAbout } from './notify.ts'
export { type MailKind, wishesMail } from './preferences.ts'
export { unreadCount } from './queries.ts'
export { unsubscribeAddress, unsubscribeHeaders } from './unsubscribe.ts'
