/** What a page says of itself in its head: Open Graph, Twitter cards, its title and description. Words only, no markup. */
import { Parser } from 'htmlparser2'
import { longest } from './limits.ts'

export interface Described {
  title: string
  description: string
  site: string
  /** As it stands there; maybe relative to the page. */
  image: string | null
}

const charsetIn = /<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]{2,40})/i

/** By what the answer says, else a mark at its beginning, else what the page says of itself, else UTF-8. */
export function decoded(body: Buffer, charset: string | null): string {
  const named = charset ?? charsetIn.exec(body.subarray(0, 2_048).toString('latin1'))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(markOf(body) ?? named).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

function markOf(body: Buffer): string | null {
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 'utf-8' : null
}

export function describedIn(html: string, url: string): Described {
  const { metas, title } = read(html)
  const first = (...names: string[]) => names.map((name) => tidy(metas.get(name) ?? '')).find(Boolean) ?? ''
  return {
    title: cut(first('og:title', 'twitter:title') || tidy(title), longest.title),
    description: cut(first('og:description', 'twitter:description', 'description'), longest.description),
    site: cut(first('og:site_name') || new URL(url).hostname.replace(/^www\./, ''), longest.site),
    image: first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') || null,
  }
}

/** The first of each name counts: what a page repeats further down is often of something else. */
function read(html: string) {
  const metas = new Map<string, string>()
  const titles: string[] = []
  let isTitle = false
  const parser = new Parser({
    onopentag(tag, { name, property, content }) {
      const key = (property ?? name ?? '').toLowerCase()
      if (tag === 'meta' && key && content && !metas.has(key)) metas.set(key, content)
      isTitle = tag === 'title' && titles.length === 0
      if (tag === 'body') parser.pause()
    },
    ontext: (text) => { if (isTitle) titles.push(text) },
    onclosetag: () => { isTitle = false },
  })
  parser.end(html)
  return { metas, title: titles.join('') }
}

const tidy = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/\s\S*$/, '').toWellFormed()}…`
}
