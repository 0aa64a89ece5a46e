/** How alike two titles are, letter by letter: finds slips of the finger and other forms of a word that stems miss. */

/** All runs of three letters of each word, with its edges. */
export function trigramsOf(text: string): Set<string> {
  const grams = new Set<string>()
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u)) {
    if (word === '') continue
    const edged = `  ${word} `
    for (let at = 0; at + 3 <= edged.length; at++) grams.add(edged.slice(at, at + 3))
  }
  return grams
}

/** 1 for the same letters, 0 for none in common. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  let common = 0
  for (const gram of small) if (large.has(gram)) common++
  const all = one.size + other.size - common
  return all === 0 ? 0 : common / all
}
