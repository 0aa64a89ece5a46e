/** Numbers as a language writes them. */
import { localeOf } from './locale.ts'

// To make one costs a thousand times what it costs to use it.
const writers = new Map<string, Intl.NumberFormat>()

/** 12,480 or 12.480 or 12 480 */
export function numberIn(code: string, value: number): string {
  const writer = writers.get(code) ?? new Intl.NumberFormat(localeOf(code))
  writers.set(code, writer)
  return writer.format(value)
}
