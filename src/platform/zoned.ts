/** A day and a time of day as a field of a form writes them: 2026-11-22T18:00, meant in a time zone. */
import { momentOf, wallAt } from './clock.ts'

const two = (number: number) => String(number).padStart(2, '0')

export function writeLocal(at: Date, zone: string): string {
  const { year, month, day, hour, minute } = wallAt(at, zone)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

/** A text that names its own zone means that. @returns null for what is no moment */
export function readLocal(text: string, zone: string): Date | null {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return valid(new Date(text))
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)
  if (!parts || valid(new Date(`${parts[0]}:00Z`)) === null) return null
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [number, number, number, number, number]
  return valid(momentOf({ year, month, day, hour, minute }, zone))
}

const valid = (at: Date) => (Number.isNaN(at.getTime()) ? null : at)
