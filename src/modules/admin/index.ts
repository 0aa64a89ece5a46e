/** The door of the admin module. */
export { setupToken } from './setup-token.ts'
