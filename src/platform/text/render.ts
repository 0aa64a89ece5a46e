/** From source to page, inside the worker. */
import { newEnv } from './env.ts'
import { colour, loadLanguages } from './highlight.ts'
import { GROWTH, SMALL, VERSION } from './limits.ts'
import { markdown } from './markdown.ts'
import { languageIn } from './language.ts'
import { cleanSource, degraded, escapeText, excerptOf } from './plain.ts'
import { sanitise } from './sanitise.ts'
import type { Cooked, RenderOptions } from './shapes.ts'

const FENCE = /^[ \t>*+\d.)-]*(?:`{3,}|~{3,})[ \t]*([^\s`]{1,20})/gm

/** Grammars are loaded before the clock starts: a post must not fail because it is the first one in Rust. */
export async function prepare(source: string, { plainCode, colourTime }: Pick<RenderOptions, 'plainCode' | 'colourTime'>) {
  if (!plainCode) await loadLanguages(new Set(fenceWords(source)), colourTime)
}

export function render(source: string, options: RenderOptions): Cooked {
  const env = newEnv(options, options.plainCode ? escapeText : colour)
  const { html, links, images, attachments, text, opening } = sanitise(
    markdown.render(cleanSource(source), env),
    options.baseUrl,
  )
  if (html.length > GROWTH * source.length + SMALL) return degraded(source, 'length')
  return {
    html,
    text: text(),
    excerpt: excerptOf(opening() || text()),
    language: languageIn(opening() || text()),
    mentions: [...env.mentioned],
    quoted: [...env.quoted],
    links: [...links],
    images: [...images],
    alone: [...env.alone],
    attachments: attachments(),
    version: VERSION,
    degraded: false,
  }
}

function* fenceWords(source: string) {
  for (const [, word] of source.matchAll(FENCE)) yield word!.toLowerCase()
}
