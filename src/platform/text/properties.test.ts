import fc from 'fast-check'
import { parseFragment, serialize } from 'parse5'
import { describe, expect, test } from 'vitest'
import { degraded, excerptOf } from './plain.ts'
import { faultsOf, fromHtml, rendered } from './test-page.ts'

const PIECES = [
  '> ',
  '> — ',
  '- ',
  '1. ',
  '# ',
  '\n',
  '\n\n',
  '    ',
  '\t',
  '```',
  '~~~',
  '```js',
  '`',
  '*',
  '**',
  '_',
  '~~',
  '[',
  ']',
  '(',
  ')',
  '![',
  '](',
  '<',
  '>',
  '"',
  "'",
  '|',
  '\n|-|-|\n',
  '[!NOTE]',
  '[ ] ',
  '[x] ',
  '@dev',
  '@',
  ':smile:',
  ':',
  'http://a.example',
  'javascript:',
  '&amp;',
  '&#0;',
  '&lt;',
  '\\',
  '<kbd>',
  '</kbd>',
  '<script>',
  '|3x4',
  'a',
  'ä',
  '😀',
  '\u0000',
  '\ud800',
  '\u202e',
  ' ',
  '[a]: /b "c"',
  '---',
  '===',
  '<!--',
  '-->',
  'onclick="a"',
  'class="t-k"',
]
const source = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 8 })), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join('')),
)
const TAGS =
  'p div span a img b i em strong ul ol li table tr td th pre code blockquote aside br details summary h2 svg script style input kbd'.split(
    ' ',
  )
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...TAGS.flatMap((tag) => [`<${tag}>`, `</${tag}>`])),
      fc.constantFrom(
        '<a href="/x_y*(z">',
        '<img src="/a b.png" alt="c]">',
        '<aside class="quote" data-username="a b">',
        '<div class="title">',
        '<pre><code class="lang-js">',
      ),
      fc.constantFrom(...PIECES),
    ),
    { maxLength: 50 },
  )
  .map((pieces) => pieces.join(''))

const runs = { numRuns: 600 }

describe('whatever is written', () => {
  test('it is rendered, and nothing forbidden is in it', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        const cooked = await rendered(text)
        expect(faultsOf(cooked.html)).toEqual([])
        expect(
          cooked.html.isWellFormed() && cooked.text.isWellFormed() && cooked.excerpt.isWellFormed(),
        ).toBe(true)
        expect(cooked.html + cooked.text + cooked.excerpt).not.toContain('\u0000')
        expect(cooked.excerpt.length).toBeLessThanOrEqual(240)
      }),
      runs,
    )
  })

  test('a browser reads the page as it was meant', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        const once = serialize(parseFragment((await rendered(text)).html))
        expect(serialize(parseFragment(once))).toBe(once)
        expect(faultsOf(once)).toEqual([])
      }),
      runs,
    )
  })

  test('the same source gives the same page', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (text) => {
        expect(await rendered(text)).toEqual(await rendered(text))
      }),
      { numRuns: 150 },
    )
  })

  test('shown plainly it is only paragraphs, and its text is what was written', () => {
    fc.assert(
      fc.property(source, (text) => {
        const cooked = degraded(text, 'time')
        expect(faultsOf(cooked.html)).toEqual([])
        expect(degraded(cooked.text, 'time').text).toBe(cooked.text)
        expect(cooked.html.replace(/<\/?p>|<br \/>/g, '')).not.toMatch(/[<>"]/)
      }),
      runs,
    )
  })

  test('an excerpt of an excerpt is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const excerpt = excerptOf(text.toWellFormed())
        expect(excerptOf(excerpt)).toBe(excerpt)
        expect(excerpt.length).toBeLessThanOrEqual(240)
      }),
      runs,
    )
  })
})

describe('whatever HTML comes in', () => {
  test('it is converted, and what comes of it is safe', async () => {
    await fc.assert(
      fc.asyncProperty(
        markup,
        fc.constantFrom('discourse', 'stackexchange', 'plain'),
        async (html, flavour) => {
          expect(faultsOf((await rendered(fromHtml(html, flavour))).html)).toEqual([])
        },
      ),
      runs,
    )
  })

  test('plain words come back as they were, whatever signs are in them', async () => {
    const words = fc.array(
      fc.constantFrom(
        ...PIECES.filter((piece) => !/[\n\t\p{Cc}\p{Cs}@]|http|^ +$/u.test(piece)),
        'b',
        '1',
        '.',
      ),
      { minLength: 1, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(words, async (pieces) => {
        const text = pieces.join('').replace(/\s+/g, ' ').trim()
        const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`
        expect((await rendered(fromHtml(html, 'plain'))).text.replace(/\s+/g, ' ')).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })
})
