/** Real posts for tests. The data sets are not part of the repository: without them these tests are skipped. */
import { createReadStream, existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

const DATA = new URL('../../../../shared/data/', import.meta.url)

export function isThere(archive: string): boolean {
  const found = existsSync(new URL(archive, DATA))
  if (!found) console.warn(`Skipped: no ${archive} in ../shared/data`)
  return found
}

/** The files of an archive by their base names. */
export async function filesOf(
  archive: string,
  wanted: (name: string) => boolean = () => true,
): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const entries = createReadStream(new URL(archive, DATA)).pipe(createGunzip()).pipe(extract())
  for await (const entry of entries) {
    const name = entry.header.name.split('/').at(-1)!
    if (entry.header.type === 'file' && wanted(name)) files.set(name, await text(entry))
    else entry.resume()
  }
  return files
}

/** Counts of what a page is made of. */
const partsOf = (html: string) => ({
  code: html.match(/<pre/g)?.length ?? 0,
  words: html.match(/<code/g)?.length ?? 0,
  images: html.match(/<img/g)?.length ?? 0,
  links: html.match(/<a /g)?.length ?? 0,
  quotes: html.match(/<blockquote/g)?.length ?? 0,
  items: html.match(/<li/g)?.length ?? 0,
  emphasis: html.match(/<(?:strong|em)>/g)?.length ?? 0,
})
type Parts = ReturnType<typeof partsOf>

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** How much of two lists of words is the same, from 0 to 1, whatever their order. */
function likeness(some: string[], others: string[]): number {
  const left = new Map<string, number>()
  for (const word of some) left.set(word, (left.get(word) ?? 0) + 1)
  let same = 0
  for (const word of others) {
    const count = left.get(word) ?? 0
    if (count > 0) same++
    left.set(word, count - 1)
  }
  return some.length + others.length ? (2 * same) / (some.length + others.length) : 1
}

/** Adds up what was compared, and prints it. */
export class Comparison {
  posts = 0
  equalText = 0
  alike = 0
  likeness = 0
  parts: Record<string, { ours: number; theirs: number; equal: number }> = {}

  add(ours: { text: string; html: string }, theirs: { text: string; html: string }) {
    const [a, b] = [wordsOf(ours.text), wordsOf(theirs.text)]
    const like = likeness(a, b)
    this.posts++
    this.likeness += like
    if (like >= 0.95) this.alike++
    if (a.join('') === b.join('')) this.equalText++
    const [mine, yours] = [partsOf(ours.html), partsOf(theirs.html)]
    for (const part of Object.keys(mine) as (keyof Parts)[]) this.#count(part, mine[part], yours[part])
  }

  #count(part: string, ours: number, theirs: number) {
    this.parts[part] ??= { ours: 0, theirs: 0, equal: 0 }
    const sum = this.parts[part]
    sum.ours += ours
    sum.theirs += theirs
    if (ours === theirs) sum.equal++
  }

  share = (count: number) => count / this.posts
  equal = (part: keyof Parts) => this.share(this.parts[part]!.equal)

  print(title: string) {
    const percent = (count: number) => `${(this.share(count) * 100).toFixed(1)} %`
    const lines = Object.entries(this.parts).map(
      ([part, { ours, theirs, equal }]) =>
        `  ${part.padEnd(9)} ours ${ours}, theirs ${theirs}, equal in ${percent(equal)} of the posts`,
    )
    const words = `  same words ${percent(this.equalText)}, at least 95 % alike ${percent(this.alike)}, likeness ${this.share(this.likeness).toFixed(4)}`
    console.log([`${title}, ${this.posts} posts`, words, ...lines].join('\n'))
  }
}
