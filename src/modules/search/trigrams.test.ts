import { expect, test } from 'vitest'
import { likeness, trigramsOf } from './trigrams.ts'

const alike = (one: string, other: string) => likeness(trigramsOf(one), trigramsOf(other))

test('the same letters are alike, whatever stands between them', () => {
  expect(alike('Heat pump: noise!', 'heat  pump noise')).toBe(1)
  expect(alike('heat pump', 'submarine')).toBe(0)
  expect(alike('', '')).toBe(0)
})

test('a slip of the finger is nearer than another word', () => {
  expect(alike('legionela', 'legionella')).toBeGreaterThan(0.6)
  expect(alike('legionela', 'radiator')).toBeLessThan(0.2)
  expect(alike('pump heat', 'heat pump')).toBe(1)
})
