import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeText, cook } from './index.ts'
import { GROWTH, SMALL } from './limits.ts'
import { BOMBS } from './test-bombs.ts'
import { faultsOf, labels } from './test-page.ts'

beforeAll(async () => void (await cook('wake up', { labels })))
afterAll(closeText)

/** Two tries of a quarter of a second each, two fresh threads, and room for a busy machine. */
const AT_MOST = 8_000

describe('costly sources end in time, whole or plain', () => {
  test.each(Object.entries(BOMBS))(
    '%s',
    async (_name, source) => {
      const began = performance.now()
      const cooked = await cook(source, { labels })
      expect(performance.now() - began).toBeLessThan(AT_MOST)
      expect(faultsOf(cooked.html)).toEqual([])
      expect(cooked.html.length).toBeLessThanOrEqual(GROWTH * source.length + SMALL)
      expect(cooked.excerpt.length).toBeLessThanOrEqual(240)
    },
    20_000,
  )

  test('the renderer works on afterwards', async () => {
    expect((await cook('**still here**', { labels })).html).toBe('<p><strong>still here</strong></p>\n')
  })

  test('a text above the limit is shown as it was typed', async () => {
    const cooked = await cook(`**a** <b>\n\n${'b '.repeat(16_000)}`, { labels })
    expect(cooked).toMatchObject({ degraded: true, reason: 'length', mentions: [], links: [] })
    expect(cooked.html).toMatch(/^<p>\*\*a\*\* &lt;b&gt;<\/p>\n<p>b b /)
  })

  test('an import may be longer', async () => {
    const { degraded, html } = await cook(`**a**\n\n${'word '.repeat(30_000)}`, {
      labels,
      length: 200_000,
      time: 2_000,
    })
    expect(degraded).toBe(false)
    expect(html).toContain('<strong>a</strong>')
  })
})
