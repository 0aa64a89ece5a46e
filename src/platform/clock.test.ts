import { describe, expect, test } from 'vitest'
import { afterHours, lastTimeOf, momentOf, wallAt } from './clock.ts'

const at = (text: string) => new Date(text)

describe('the clock on the wall', () => {
  test('shows what people there see, also on a half hour and across midnight', () => {
    expect(wallAt(at('2026-03-01T20:30:00Z'), 'Asia/Kolkata')).toEqual({ year: 2026, month: 3, day: 2, hour: 2, minute: 0 })
    expect(wallAt(at('2026-03-01T00:00:00Z'), 'America/New_York')).toMatchObject({ month: 2, day: 28, hour: 19 })
    expect(wallAt(at('2026-03-01T00:00:00Z'), 'Mars/Olympus')).toMatchObject({ hour: 0 })
  })

  test('finds the moment again, the first of two and the one after an hour that is left out', () => {
    expect(momentOf({ year: 2026, month: 6, day: 1, hour: 8, minute: 0 }, 'Europe/Oslo')).toEqual(at('2026-06-01T06:00:00Z'))
    // 2026-10-25: three o'clock becomes two o'clock.
    expect(momentOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, 'Europe/Oslo')).toEqual(at('2026-10-25T00:30:00Z'))
    // 2026-03-29: two o'clock becomes three o'clock.
    expect(momentOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, 'Europe/Oslo')).toEqual(at('2026-03-29T01:30:00Z'))
  })
})

test('the last eight o’clock is today or yesterday, the last Monday this week’s or the one before', () => {
  const sunday = at('2026-11-22T12:00:00Z')
  expect(lastTimeOf(sunday, 'Europe/Oslo', 8)).toEqual(at('2026-11-22T07:00:00Z'))
  expect(lastTimeOf(at('2026-11-22T06:59:00Z'), 'Europe/Oslo', 8)).toEqual(at('2026-11-21T07:00:00Z'))
  expect(lastTimeOf(sunday, 'Europe/Oslo', 8, 1)).toEqual(at('2026-11-16T07:00:00Z'))
  expect(lastTimeOf(at('2026-11-23T06:00:00Z'), 'Europe/Oslo', 8, 1)).toEqual(at('2026-11-16T07:00:00Z'))
  expect(lastTimeOf(at('2026-11-23T07:00:00Z'), 'Europe/Oslo', 8, 1)).toEqual(at('2026-11-23T07:00:00Z'))
  // Already Monday there.
  expect(lastTimeOf(at('2026-11-22T23:30:00Z'), 'Asia/Tokyo', 8, 1)).toEqual(at('2026-11-22T23:00:00Z'))
})

test('hours may go over midnight; outside of them it is now', () => {
  const quiet = { from: 22, until: 7 }
  expect(afterHours(at('2026-11-22T21:30:00Z'), 'Europe/Oslo', quiet)).toEqual(at('2026-11-23T06:00:00Z'))
  expect(afterHours(at('2026-11-23T03:00:00Z'), 'Europe/Oslo', quiet)).toEqual(at('2026-11-23T06:00:00Z'))
  expect(afterHours(at('2026-11-23T06:00:00Z'), 'Europe/Oslo', quiet)).toEqual(at('2026-11-23T06:00:00Z'))
  expect(afterHours(at('2026-11-23T12:30:00Z'), 'UTC', { from: 12, until: 14 })).toEqual(at('2026-11-23T14:00:00Z'))
})
