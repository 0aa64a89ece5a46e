/** The door of the mailbox module: what its neighbours may use. */
export { listenForMail, type MailListener } from './listener.ts'
