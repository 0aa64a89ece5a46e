/**
 * The one renderer for text that people write. Everything foreign passes through here before it reaches a page.
 *
 * Cook once when text is written and keep the result with its version; never cook while answering a read.
 */
import { HIGHLIGHT_SHARE, POST_LENGTH, TIME_LIMIT } from './limits.ts'
import { handlesIn } from './mentions.ts'
import { bareText, degraded } from './plain.ts'
import { Pool, type PoolOptions } from './pool.ts'
import type { ConvertOptions, CookOptions, Cooked, Flavour, RenderOptions } from './shapes.ts'

export { IMPORT_LENGTH, IMPORT_TIME, POST_LENGTH, VERSION } from './limits.ts'
export { forFeed, withoutPictures } from './outside.ts'
export { handlesIn } from './mentions.ts'
export type { ConvertOptions, CookOptions, Cooked, Flavour, KnownFile, KnownLink, Labels } from './shapes.ts'

let pool = new Pool()

/** For the start of a process: how many threads, how much memory each. */
export async function configureText(options: PoolOptions) {
  await pool.close()
  pool = new Pool(options)
}

export const closeText = () => configureText({})

export function cook(source: string, options: CookOptions): Promise<Cooked> {
  return cookOne(source, options, false)
}

/** For imports: gives way to single posts. Results are in the order of the sources. */
export function cookMany(sources: string[], options: CookOptions): Promise<Cooked[]> {
  return Promise.all(sources.map((source) => cookOne(source, options, true)))
}

/** HTML of another community as our Markdown; what cannot be converted in time comes back as its bare text. */
export async function toMarkdownMany(
  pages: string[],
  flavour: Flavour,
  options: ConvertOptions,
): Promise<string[]> {
  return Promise.all(pages.map((html) => convertOne(html, flavour, options)))
}

async function cookOne(source: string, options: CookOptions, patient: boolean): Promise<Cooked> {
  if (source.length > (options.length ?? POST_LENGTH)) return degraded(source, 'length')
  const work = { kind: 'cook', source, options: await rendering(source, options) } as const
  const how = { patient, time: options.time ?? TIME_LIMIT }
  const first = await pool.run(work, how)
  if ('result' in first) return first.result as Cooked
  // Colours are what takes longest, and a grammar may hang on a single line: a post is worth a second try without.
  const second = await pool.run({ ...work, options: { ...work.options, plainCode: true } }, how)
  return 'result' in second ? (second.result as Cooked) : degraded(source, second.failure.reason)
}

async function rendering(
  source: string,
  { mentions = [], groups = [], files = [], previews = [], baseUrl = '', headings = 3, time = TIME_LIMIT, labels }: CookOptions,
): Promise<RenderOptions> {
  const written = handlesIn(source)
  const known = typeof mentions === 'function' ? (written.length ? await mentions(written) : []) : mentions
  const exists = new Set(Array.from(known, (handle) => handle.toLowerCase()))
  return {
    mentions: written.filter((handle) => exists.has(handle)),
    groups,
    files,
    previews,
    baseUrl,
    headings,
    labels,
    colourTime: time * HIGHLIGHT_SHARE,
  }
}

async function convertOne(html: string, flavour: Flavour, options: ConvertOptions): Promise<string> {
  const outcome = await pool.run({ kind: 'convert', html, flavour, options }, { patient: true, time: 2_000 })
  return 'result' in outcome ? (outcome.result as string) : bareText(html)
}
