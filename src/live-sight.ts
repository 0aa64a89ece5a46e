/** Whether somebody may be told of a thread or a circle: asked of many at once; of threads for whole roles at most once a second. */
import type { Changes } from '#platform/changes.ts'
import type { Viewer } from '#platform/ctx.ts'
import type { Database } from '#platform/db.ts'
import type { RightsDeps } from '#platform/live/rights.ts'
import { together } from '#platform/together.ts'
import { threadsSeen } from '#modules/conversations/index.ts'
import { circlesSeen } from '#modules/messages/index.ts'

const freshFor = 1_000
const idOf = (about: string) => Number(about.slice(about.indexOf(':') + 1))
const isCircle = (about: string) => about.startsWith('circle:')
type Asked = { viewer: Viewer; ids: number[] }

/** After a restart thousands ask for the same at nearly the same moment. What a role sees changes with a word of it (`everything`). */
export function sightOf(database: Pick<Database, 'db'>, changes: Changes): RightsDeps['inSight'] {
  const ask = together((asked: Asked[]) => threadsSeen(database, asked))
  const askCircles = together((asked: Asked[]) => circlesSeen(database, asked))
  const known = new Map<string, { until: number; isSeen: Promise<boolean> }>()
  changes.hear((marks) => { if (marks.includes('everything')) known.clear() })
  const forRole = (viewer: Viewer, about: readonly string[]) => {
    const now = Date.now()
    const unknown = about.filter((each) => !((known.get(`${viewer.role} ${each}`)?.until ?? 0) > now))
    if (unknown.length > 0) {
      const found = ask({ viewer, ids: unknown.map(idOf) })
      if (known.size > 5_000) known.clear()
      for (const each of unknown) {
        const isSeen = found.then((ids) => ids.has(idOf(each)))
        // Whoever asks hears of it; what failed is asked again.
        isSeen.catch(() => known.delete(`${viewer.role} ${each}`))
        known.set(`${viewer.role} ${each}`, { until: now + freshFor, isSeen })
      }
    }
    return about.map((each) => known.get(`${viewer.role} ${each}`)!.isSeen)
  }
  return async (viewer, about) => {
    const [circles, threads] = [about.filter(isCircle), about.filter((each) => !isCircle(each))]
    if (viewer.id === null) {
      // No role sees a circle: it is asked of each who listens.
      const seen = await Promise.all(forRole({ ...viewer, groups: [] }, threads))
      return new Set(threads.filter((_, index) => seen[index]))
    }
    const [inThreads, inCircles] = await Promise.all([
      threads.length > 0 ? ask({ viewer, ids: threads.map(idOf) }) : new Set<number>(),
      circles.length > 0 ? askCircles({ viewer, ids: circles.map(idOf) }) : new Set<number>(),
    ])
    return new Set(about.filter((each) => (isCircle(each) ? inCircles : inThreads).has(idOf(each))))
  }
}
