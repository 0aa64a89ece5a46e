/**
 * Sessions that were looked up a moment ago. Whoever is signed out, or becomes somebody else, is forgotten at once in
 * this process and a moment later in the others; where no word comes, when the time is over.
 */
import { hash } from 'node:crypto'
import type { Changes } from '#platform/changes.ts'
import type { Session } from '#platform/session.ts'

interface Remembered {
  until: number
  session: Promise<Session>
}

const freshFor = 5_000
const room = 10_000

/** @returns a look-up that asks only for what is not remembered; without word of changes it asks each time */
export function rememberSessions(changes: Changes | undefined): (cookie: string, find: () => Promise<Session>) => Promise<Session> {
  if (!changes) return (_cookie, find) => find()
  const remembered = new Map<string, Remembered>()
  changes.hear((marks) => { if (marks.includes('sessions') || marks.includes('everything')) remembered.clear() })
  return (cookie, find) => {
    // The cookie itself, with its token, stays nowhere here; and one that was checked need not be checked again.
    const key = hash('sha256', cookie, 'base64url')
    const before = remembered.get(key)
    if (before && before.until > Date.now()) return before.session
    if (remembered.size >= room) remembered.clear()
    const found = { until: Date.now() + freshFor, session: find() }
    remembered.set(key, found)
    const forget = () => { if (remembered.get(key) === found) remembered.delete(key) }
    // Nobody is remembered as nobody: they may be signing in.
    found.session.then(({ viewer }) => { if (viewer.id === null) forget() }, forget)
    return found.session
  }
}
