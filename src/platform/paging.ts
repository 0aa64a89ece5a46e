/**
 * Paging by keyset: a page says where it ends, the next one starts there. Never by offset, which grows slower with
 * every page and skips rows that move.
 */
import { z } from 'zod'

/** The key of a row in a list: what it is sorted by, and its id to decide ties. */
export interface Key {
  sort: number
  id: number
}

export const writeKey = ({ sort, id }: Key) => `${sort}_${id}`

// Milliseconds from the year 1 to the year 9999: what a database and a calendar both know. Scores lie well within.
const earliest = -62_135_596_800_000
const latest = 253_402_300_799_999

const keyWithin = (sort: number, id: number): Key | undefined => (sort >= earliest && sort <= latest ? { sort, id } : undefined)

/** A day or moment as typed; null when it is none, or none that a database knows. */
export function momentOf(text: string): Date | null {
  const moment = new Date(text).getTime()
  return moment >= earliest && moment <= latest ? new Date(moment) : null
}

/** The moment of so many milliseconds; beyond the last that a database knows, that one. */
export const momentAt = (milliseconds: number) => new Date(Math.min(milliseconds, latest))

/** `older` in a query string. Anything malformed counts as absent: a cut link shows the first page, not an error. */
export const After = z
  .string()
  .transform((text) => /^(-?\d+(?:\.\d+)?(?:e-?\d+)?)_(\d{1,15})$/.exec(text))
  .transform((parts): Key | undefined => (parts ? keyWithin(Number(parts[1]), Number(parts[2])) : undefined))
  .optional()

export interface Paged<Row> {
  rows: Row[]
  /** Key for the link to the next page; null on the last one. */
  next: string | null
}

/** Cuts the one row too many that the query asked for, and says where the next page starts. */
export function paged<Row>(rows: Row[], size: number, keyOf: (row: Row) => Key): Paged<Row> {
  if (rows.length <= size) return { rows, next: null }
  const shown = rows.slice(0, size)
  return { rows: shown, next: writeKey(keyOf(shown.at(-1)!)) }
}
