/** How alike two titles are, letter by letter: finds slips of the finger and other forms of a word that stems miss. */

/** All runs of three letters of each word, with its edges, each as a number. */
export function trigramsOf(text: string): Set<number> {
  const grams = new Set<number>()
  let [one, two] = [space, space]
  for (const code of codesOf(text.toLowerCase())) {
    // Between words both edges are blank; a run of blanks says nothing.
    if (two !== space || code !== space) grams.add((one * 65_536 + two) * 65_536 + code)
    ;[one, two] = two !== space && code === space ? [space, space] : [two, code]
  }
  return grams
}

const space = 32
const sign = /[^\p{L}\p{N}\p{M}]/gu

function* codesOf(text: string): Generator<number> {
  const plain = `${text.replace(sign, ' ')} `
  for (let at = 0; at < plain.length; at++) yield plain.charCodeAt(at)
}

/** 1 for the same letters, 0 for none in common. */
export function likeness(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  let common = 0
  for (const gram of small) if (large.has(gram)) common++
  const all = one.size + other.size - common
  return all === 0 ? 0 : common / all
}
