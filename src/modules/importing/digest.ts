/** Marks of records, to see whether one has changed since the last run. */
import { createHash } from 'node:crypto'

// 132 bits: two different texts that look alike are not to be expected in the life of the universe.
const length = 22

export const digestOf = (record: unknown): string =>
  createHash('sha256').update(JSON.stringify(record, withoutPlace)).digest('base64url').slice(0, length)

// Where a record stands in its file says nothing about the thing.
const withoutPlace = (key: string, value: unknown) => (key === 'at' && isPlace(value) ? undefined : value)
const isPlace = (value: unknown) => typeof value === 'object' && value !== null && 'row' in value
