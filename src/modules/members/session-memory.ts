/**
 * Sessions that were looked up a moment ago. Whoever is signed out, or becomes somebody else, is forgotten at once in
 * this process and a moment later in the others; where no word comes, when the time is over.
 */
import { createHash } from 'node:crypto'
import type { Changes } from '#platform/changes.ts'
import type { Session } from '#platform/session.ts'

interface Remembered {
  until: number
  session: Promise<Session>
}

const freshFor = 5_000
const room = 10_000

/** @returns a look-up that asks only for what is not remembered; without word of changes it asks each time */
export function rememberSessions(changes: Changes | undefined): (token: string, find: () => Promise<Session>) => Promise<Session> {
  if (!changes) return (_token, find) => find()
  const remembered = new Map<string, Remembered>()
  changes.hear((marks) => { if (marks.includes('sessions') || marks.includes('everything')) remembered.clear() })
  return (token, find) => {
    // The token itself stays nowhere but in its cookie and in the database.
    const key = createHash('sha256').update(token).digest('base64url')
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
