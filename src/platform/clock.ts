/** Hours and days as people count them where they live. Names of time zones are those of the runtime, not of the database. */

/** A moment as the clock on a wall shows it. */
export interface Wall {
  year: number
  /** 1 to 12 */
  month: number
  day: number
  hour: number
  minute: number
}

const writers = new Map<string, Intl.DateTimeFormat>()

function writerOf(zone: string): Intl.DateTimeFormat {
  const known = writers.get(zone)
  if (known) return known
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const writer = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...parts, hourCycle: 'h23', timeZone: isTimeZone(zone) ? zone : 'UTC' })
  writers.set(zone, writer)
  return writer
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

function partsOf(moment: Date, zone: string): Record<string, number> {
  return Object.fromEntries(writerOf(zone).formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
}

/** What the clock on the wall shows there. A zone that is not known is taken as UTC. */
export function wallAt(moment: Date, zone: string): Wall {
  const { year, month, day, hour, minute } = partsOf(moment, zone)
  return { year: year!, month: month!, day: day!, hour: hour!, minute: minute! }
}

/** Milliseconds that the wall there is ahead of UTC at this moment. */
function aheadAt(moment: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(moment, zone)
  return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - Math.floor(moment.getTime() / 1000) * 1000
}

/**
 * The moment at which the wall there shows this. Days may run over (the 0th, the 32nd). An hour that is left out when
 * clocks go forward is taken as the one after it; one that comes twice, as the first.
 */
export function momentOf({ year, month, day, hour, minute }: Wall, zone: string): Date {
  const wished = Date.UTC(year, month - 1, day, hour, minute)
  const tries = [wished - aheadAt(new Date(wished - 12 * 3_600_000), zone), wished - aheadAt(new Date(wished + 12 * 3_600_000), zone)]
  const right = tries.filter((at) => at + aheadAt(new Date(at), zone) === wished)
  return new Date(right.length > 0 ? Math.min(...right) : Math.max(...tries))
}

/** The last time that the wall there showed this hour. @param weekday 1 is Monday; without it any day */
export function lastTimeOf(now: Date, zone: string, hour: number, weekday?: number): Date {
  const wall = wallAt(now, zone)
  const today = (new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay() + 6) % 7 + 1
  const back = weekday === undefined ? 0 : (today - weekday + 7) % 7
  const at = (days: number) => momentOf({ ...wall, day: wall.day - days, hour, minute: 0 }, zone)
  return at(back) <= now ? at(back) : at(back + (weekday === undefined ? 1 : 7))
}

/** The next moment at which the hour there is not within these; now, when it is not. */
export function afterHours(now: Date, zone: string, { from, until }: { from: number; until: number }): Date {
  const wall = wallAt(now, zone)
  const isWithin = from <= until ? wall.hour >= from && wall.hour < until : wall.hour >= from || wall.hour < until
  if (!isWithin) return now
  const isTomorrow = from > until && wall.hour >= from
  return momentOf({ ...wall, day: wall.day + (isTomorrow ? 1 : 0), hour: until, minute: 0 }, zone)
}

