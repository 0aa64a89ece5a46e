import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { Comparison, filesOf, isThere } from './test-data.ts'
import { faultsOf, fromHtml, rendered } from './test-page.ts'

const DUMP = 'stackexchange-dumps/beer.stackexchange.com-2020-06.tar.gz'
type Row = Record<string, string>

function rowsOf(xml: string): Row[] {
  const rows: Row[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => name === 'row' && rows.push(attributes as Row))
  parser.write(xml.replace(/^\ufeff/, '')).close()
  return rows
}

/** First text, edits and rollbacks: the last of them is what the post says. */
function lastSources(history: Row[]): Map<string, string> {
  const texts = history.filter(({ PostHistoryTypeId }) => ['2', '5', '8'].includes(PostHistoryTypeId!))
  return new Map(texts.map(({ PostId, Text }) => [PostId!, Text ?? '']))
}

/** The dump's own HTML as it is read, pictures with their descriptions. */
function asRead(html: string) {
  const text = html.replace(/<img[^>]*alt="([^"]*)"[^>]*>/g, ' $1 ').replace(/<[^>]+>/g, ' ')
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', deg: '°' }
  return { html, text: text.replace(/&(\w+);/g, (all, name) => entities[name] ?? all) }
}

describe.skipIf(!isThere(DUMP))('a real Stack Exchange', () => {
  test('comes back with every part, and reads like its source', async () => {
    const files = await filesOf(DUMP, (name) => name === 'Posts.xml' || name === 'PostHistory.xml')
    const posts = rowsOf(files.get('Posts.xml')!).filter(
      ({ PostTypeId }) => PostTypeId === '1' || PostTypeId === '2',
    )
    const sources = lastSources(rowsOf(files.get('PostHistory.xml')!))
    const [toHtml, toSource] = [new Comparison(), new Comparison()]
    for (const { Id, Body } of posts) {
      const ours = await rendered(
        fromHtml(Body!, 'stackexchange', { baseUrl: 'https://beer.stackexchange.com' }),
      )
      expect(faultsOf(ours.html)).toEqual([])
      toHtml.add(ours, asRead(Body!))
      if (sources.has(Id!)) toSource.add(ours, await rendered(sources.get(Id!)!))
    }
    toHtml.print('Stack Exchange against its HTML')
    toSource.print('Stack Exchange against its Markdown')
    for (const part of ['code', 'words', 'images', 'links', 'quotes', 'items', 'emphasis'] as const) {
      expect(toHtml.equal(part), part).toBeGreaterThan(0.995)
    }
    expect(toHtml.share(toHtml.likeness)).toBeGreaterThan(0.995)
    expect(toSource.share(toSource.likeness)).toBeGreaterThan(0.99)
  }, 120_000)
})
