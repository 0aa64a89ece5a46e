/** Chance that falls alike each time: the sample community is the same wherever it is loaded. */

/** A number from 0 to 1 that belongs to these words. */
export function chance(...words: (string | number)[]): number {
  let hash = 2166136261
  for (const letter of words.join('\u0000')) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619)
  // The last bits of this hash are not mixed well; the finish of murmur does that.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}

/** Some of a list, each at most once, in an order that belongs to the words. */
export function some<Each extends string>(list: readonly Each[], count: number, ...words: (string | number)[]): Each[] {
  return list.toSorted((one, other) => chance(one, ...words) - chance(other, ...words)).slice(0, count)
}
