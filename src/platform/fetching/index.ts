/**
 * The one way in which we ask other hosts for something that a member named. Only public addresses, connected to exactly
 * the one that was looked at; each redirect is looked at again; few bytes, little time, no cookies.
 */
export { isPublic } from './addresses.ts'
export { type Fetched, type FetchProblem, fetchForeign, type FetchWish, Unfetched } from './client.ts'
