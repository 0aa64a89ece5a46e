import { afterAll, describe, expect, test } from 'vitest'
import { closeText, cookMany } from './index.ts'
import { labels, rendered } from './test-page.ts'

afterAll(closeText)

describe('what else comes out', () => {
  const source =
    '# Title\n\n> Said **this**\n> — @bert\n\nWords & more, see [there](https://a.example) ![A boiler](/b.png).\n\n```js\nlet a = "<b>"\n```\n\n|x|y|\n|-|-|\n|1|2|'

  test('text for search has everything that is read', async () => {
    expect((await rendered(source)).text).toBe(
      'Title\nSaid this\n@bert\nWords & more, see there A boiler.\nlet a = "<b>"\nx\ny\n1\n2',
    )
  })

  test('an excerpt has only what the author says', async () => {
    expect((await rendered(source)).excerpt).toBe('Title Words & more, see there A boiler.')
    expect((await rendered('> only a quote')).excerpt).toBe('only a quote')
  })

  test('an excerpt ends between words, and within 240 characters', async () => {
    const { excerpt } = await rendered('word '.repeat(100))
    expect(excerpt.length).toBeLessThanOrEqual(240)
    expect(excerpt).toMatch(/word…$/)
    expect((await rendered('😀'.repeat(300))).excerpt.isWellFormed()).toBe(true)
  })

  test('links and pictures are listed once each', async () => {
    const { links, images } = await rendered(
      `${source}\n\n[again](https://a.example) <mailto:a@b.example> /not/a/link`,
    )
    expect(links).toEqual(['https://a.example', 'mailto:a@b.example'])
    expect(images).toEqual(['/b.png'])
  })

  test('bytes that cannot be stored are gone', async () => {
    const cooked = await rendered('a\u0000b\ud800c\u001bd\r\ne')
    expect(cooked.html).toBe('<p>ab\ufffdcd<br />\ne</p>\n')
    expect(cooked.text).toBe('ab\ufffdcd\ne')
  })

  test('many at once come back in order', async () => {
    const cooked = await cookMany(Array.from({ length: 500 }, (_, i) => `post **${i}**`), { labels })
    expect(cooked.map(({ text }) => text)).toEqual(Array.from({ length: 500 }, (_, i) => `post ${i}`))
  })
})
