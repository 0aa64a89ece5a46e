import { describe, expect, test } from 'vitest'
import { wallAt } from './clock.ts'
import { readLocal, writeLocal } from './zoned.ts'

describe('a time of day in a place', () => {
  test.each([
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    ['2026-12-01T00:30', 'Asia/Kolkata', '2026-11-30T19:00:00.000Z'],
    ['2026-12-01T00:30', 'America/Los_Angeles', '2026-12-01T08:30:00.000Z'],
    // Clocks go forward from 02:00 to 03:00, and back from 03:00 to 02:00.
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T04:00', 'Europe/Berlin', '2026-10-25T03:00:00.000Z'],
  ])('%s in %s', (text, zone, utc) => {
    const at = readLocal(text, zone)!
    expect(at.toISOString()).toBe(utc)
    expect(writeLocal(at, zone)).toBe(text)
  })

  test('that clocks leave out is an hour later or earlier, and a moment all the same', () => {
    expect(wallAt(readLocal('2026-03-29T02:30', 'Europe/Berlin')!, 'Europe/Berlin')).toMatchObject({ day: 29, minute: 30 })
  })

  test('with its own zone means that', () => {
    expect(readLocal('2026-12-01T09:00:00Z', 'Asia/Kolkata')!.toISOString()).toBe('2026-12-01T09:00:00.000Z')
  })

  test.each(['', 'tomorrow', '2026-13-01T09:00', '2026-12-01', '2026-12-01T25:00'])('%j is none', (text) => {
    expect(readLocal(text, 'UTC')).toBeNull()
  })
})
