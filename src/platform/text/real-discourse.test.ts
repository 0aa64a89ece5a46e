import { describe, expect, test } from 'vitest'
import { Comparison, filesOf, isThere } from './test-data.ts'
import { faultsOf, fromHtml, rendered } from './test-page.ts'

const COOKED = 'discourse-urho3d/topics-json.tar.gz'
const RAW = 'discourse-urho3d/topics-raw-md.tar.gz'
const SAMPLE = 2_000

type Pair = { cooked: string; raw: string }

/** Every post that we have both ways: as Discourse drew it and as its author typed it. */
async function pairs(): Promise<Pair[]> {
  const [topics, sources] = await Promise.all([filesOf(COOKED), filesOf(RAW)])
  return [...topics].flatMap(([name, json]) => {
    const typed = typedPosts(sources.get(name.replace('.json', '.md')) ?? '')
    const posts = JSON.parse(json).post_stream.posts as { cooked: string; post_number: number }[]
    return posts.flatMap(({ cooked, post_number }) => {
      const raw = typed.get(post_number)
      return raw && cooked ? [{ cooked, raw }] : []
    })
  })
}

function typedPosts(file: string): Map<number, string> {
  const posts = file.replace(/\r\n?/g, '\n').split(/\n\n-{25}\n\n?/)
  return new Map(
    posts.flatMap((post) => {
      const [, number, body] = /^\S+ \| [^|]+ \| #(\d+)\n\n([\s\S]*)$/.exec(post.trimStart()) ?? []
      return number && body ? [[Number(number), body] as const] : []
    }),
  )
}

/** Discourse's own signs in ours, so that both sources can be drawn by the same renderer. */
function translated(raw: string): string {
  let text = raw
  for (let depth = 0; depth < 4; depth++)
    text = text.replace(
      /\[quote(?:="?([^\],"]*)[^\]]*)?\]\n*((?:(?!\[quote)[\s\S])*?)\n*\[\/quote\]\n?/gi,
      quoted,
    )
  return text
    .replace(/\[code(?:=[^\]]*)?\](\n?)([\s\S]*?)\[\/code\]/gi, (_all, line, code) =>
      codeOf(code, line !== ''),
    )
    .replace(/upload:\/\//g, 'https://up.example/')
    .replace(/<img[^>]*src=["']([^"']+)["'][^>]*>/gi, '![]($1)')
    .replace(/\[img(?:=[^\]]*)?\](.*?)\[\/img\]/gi, '![]($1)')
    .replace(/\[url=([^\]]*)\](.*?)\[\/url\]/gi, '[$2]($1)')
    .replace(/\[b\](.*?)\[\/b\]/gis, '**$1**')
    .replace(/\[i\](.*?)\[\/i\]/gis, '*$1*')
    .replace(/\[\/?(?:b|i|u|url|img|spoiler|details)(?:=[^\]]*)?\]/gi, '')
    .replace(/<\/?(?:br|b|i|u|p|div|span|details|summary|center|big|small|iframe)[^>]*>/gi, '')
}

const quoted = (_all: string, name: string | undefined, words: string) =>
  `\n${words.trim().replace(/^/gm, '> ')}${name ? `\n>\n> — @${name}` : ''}\n\n`

function codeOf(code: string, ownLine: boolean) {
  if (!code.trim()) return ''
  return ownLine || code.trim().includes('\n') ? `\n\n\`\`\`\n${code}\n\`\`\`\n\n` : `\`${code.trim()}\``
}

describe.skipIf(!isThere(COOKED))('a real Discourse', () => {
  test('comes back much as it was typed', async () => {
    const all = await pairs()
    const sample = Array.from({ length: SAMPLE }, (_, i) => all[Math.floor((i * all.length) / SAMPLE)]!)
    const comparison = new Comparison()
    const began = performance.now()
    const converted = sample.map(({ cooked }) => fromHtml(cooked, 'discourse'))
    const speed = (SAMPLE / (performance.now() - began)) * 1_000
    for (const [i, { raw }] of sample.entries()) {
      const ours = await rendered(converted[i]!)
      expect(faultsOf(ours.html)).toEqual([])
      comparison.add(ours, await rendered(translated(raw)))
    }
    comparison.print(`Discourse, ${speed.toFixed(0)} conversions a second`)
    expect(comparison.share(comparison.likeness)).toBeGreaterThan(0.985)
    expect(comparison.share(comparison.alike)).toBeGreaterThan(0.95)
    for (const part of ['code', 'words', 'images', 'links', 'quotes', 'items', 'emphasis'] as const) {
      expect(comparison.equal(part), part).toBeGreaterThan(0.95)
    }
  }, 120_000)
})
