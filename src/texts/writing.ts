/** Numbers, lists and the order of names, as the language that is being drawn writes them. */
import { language } from './index.ts'
import { localeOf } from './locale.ts'
import { numberIn } from './numbers.ts'

// To make one of these costs a thousand times what it costs to use it; there are a few dozen of them.
const made = new Map<string, unknown>()

function once<Made>(key: string, make: () => Made): Made {
  const known = made.get(key) as Made | undefined
  if (known !== undefined) return known
  const fresh = make()
  made.set(key, fresh)
  return fresh
}

export const number = (value: number): string => numberIn(language(), value)

/** "Ana, Ben and Cem"; with `unit`, "A, B, C" for what is merely listed. */
export function list(items: readonly string[], type: 'conjunction' | 'unit' = 'unit'): string {
  const code = language()
  const style = type === 'unit' ? 'short' : 'long'
  return once(`list ${code} ${type}`, () => new Intl.ListFormat(localeOf(code), { type, style })).format(items)
}

/** In the order in which the language sorts names. */
export function byName<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): Thing[] {
  const code = language()
  const { compare } = once(`order ${code}`, () => new Intl.Collator(localeOf(code), { numeric: true, sensitivity: 'base' }))
  return things.toSorted((one, other) => compare(nameOf(one), nameOf(other)))
}
