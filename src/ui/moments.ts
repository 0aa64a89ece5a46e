/** Times as words, the same on the server and in the browser: no text jumps when the page wakes up. */
import { localeOf } from '../texts/locale.ts'

export type Moment = 'ago' | 'date' | 'moment' | 'clock'

export interface Place {
  lang: string
  timeZone?: string | undefined
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function writeMoment(date: Date, look: Moment, place: Place & { now: Date }): string {
  if (look === 'ago') return writeAgo(date, place)
  if (look === 'clock') return clock(date, place)
  if (look === 'date') return day(date, place)
  return dayAndClock(date, place)
}

// To make a writer costs a thousand times what it costs to write; there are a few dozen of them.
const dateWriters = new Map<string, Intl.DateTimeFormat>()
function dateWriter(lang: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + Object.entries(options).join()
  const writer = dateWriters.get(key) ?? new Intl.DateTimeFormat(lang, options)
  dateWriters.set(key, writer)
  return writer
}

export const writeExact = (date: Date, { lang, timeZone }: Place) =>
  dateWriter(localeOf(lang), { dateStyle: 'full', timeStyle: 'short', timeZone }).format(date)

/** Near: how long ago. From a week on: the date. */
export function writeAgo(date: Date, place: Place & { now: Date }): string {
  const gap = date.getTime() - place.now.getTime()
  const size = Math.abs(gap)
  if (size < HOUR) return relative(place.lang, Math.trunc(gap / MINUTE), 'minute')
  if (size < DAY) return relative(place.lang, Math.trunc(gap / HOUR), 'hour')
  if (size < 7 * DAY) return relative(place.lang, Math.round(gap / DAY), 'day')
  return day(date, place)
}

const agoWriters = new Map<string, Intl.RelativeTimeFormat>()

/** CLDR's short forms carry full stops ("6 min. ago"); the house writes without. */
function relative(lang: string, value: number, unit: 'minute' | 'hour' | 'day'): string {
  const now = value === 0
  const words = agoWriters.get(lang) ?? new Intl.RelativeTimeFormat(localeOf(lang), { style: 'short', numeric: 'auto' })
  agoWriters.set(lang, words)
  return words.format(now ? 0 : value, now ? 'second' : unit).replaceAll('.', '')
}

function day(date: Date, { lang, timeZone, now }: Place & { now: Date }): string {
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? undefined : ('numeric' as const)
  return dateWriter(localeOf(lang), { day: 'numeric', month: 'long', year, timeZone }).format(date)
}

function clock(date: Date, { lang, timeZone }: Place): string {
  return dateWriter(localeOf(lang), { hour: '2-digit', minute: '2-digit', timeZone }).format(date)
}

/** English has a comma where Intl says "at"; the others are put together as their readers do. */
function dayAndClock(date: Date, place: Place & { now: Date }): string {
  const { lang, timeZone, now } = place
  if (lang.startsWith('en')) return `${day(date, place)}, ${clock(date, place)}`
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? undefined : ('numeric' as const)
  return dateWriter(localeOf(lang), { day: 'numeric', month: 'long', year, hour: '2-digit', minute: '2-digit', timeZone }).format(date)
}
