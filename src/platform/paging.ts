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

/** `older` in a query string. Anything malformed counts as absent: a cut link shows the first page, not an error. */
export const After = z
  .string()
  .transform((text) => /^(-?\d+(?:\.\d+)?(?:e-?\d+)?)_(\d{1,15})$/.exec(text))
  .transform((parts): Key | undefined => (parts ? { sort: Number(parts[1]), id: Number(parts[2]) } : undefined))
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
