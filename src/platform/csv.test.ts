import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('quotes what has to be quoted', () => {
  expect(csv([['a', 'b,c', 'd "e"', 7], ['line\nbreak']])).toBe('\ufeffa,"b,c","d ""e""",7\r\n"line\nbreak"\r\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =HYPERLINK("x")', '\r=1', '\uff1d1+1', '%0A', '|cmd'])('%j is no formula any more', (text) => {
  expect(csv([[text]])).toMatch(/^\ufeff"?'/)
})

test('whatever somebody writes, no cell begins like a formula', () => {
  fc.assert(fc.property(fc.string(), (text) => !/^\ufeff"?[=+\-@\t\r]/.test(csv([[text]]).replace(/\r\n$/, ''))))
})
