import { describe, expect, test } from 'vitest'
import { LANGUAGES } from './languages.ts'
import { rendered, tagsOf } from './test-page.ts'

const coloured = async (language: string, code: string) => {
  const { html } = await rendered(`\`\`\`${language}\n${code}\n\`\`\``)
  return html.replace(/^<pre[^>]*><code>|<\/code><\/pre>\s*$/g, '')
}

describe('colours of code', () => {
  test.each([
    [
      'js',
      'const a = `x ${b}` // c',
      '<span class="t-k">const</span> a = <span class="t-s">`x </span>${b}<span class="t-s">`</span> <span class="t-c">// c</span>',
    ],
    [
      'json',
      '{ "a": 1.5, "b": null }',
      '{ <span class="t-k">"a"</span>: <span class="t-n">1.5</span>, <span class="t-k">"b"</span>: <span class="t-k">null</span> }',
    ],
    [
      'yaml',
      'a: "b" # c',
      '<span class="t-k">a</span>: <span class="t-s">"b"</span> <span class="t-c"># c</span>',
    ],
    ['diff', '-a\n+b', '<span class="t-d">-a</span>\n<span class="t-i">+b</span>'],
    [
      'css',
      '.a { color: #fff }',
      '<span class="t-f">.a</span> { <span class="t-k">color</span>: <span class="t-n">#fff</span> }',
    ],
    [
      'sql',
      "SELECT 'a' -- b",
      '<span class="t-k">SELECT</span> <span class="t-s">\'a\'</span> <span class="t-c">-- b</span>',
    ],
    [
      'c++',
      'class A { int x = 1; };',
      '<span class="t-k">class</span> A { <span class="t-k">int</span> x = <span class="t-n">1</span>; };',
    ],
  ])('%s', async (language, code, expected) => {
    expect(await coloured(language, code)).toBe(expected)
  })

  test.each(Object.keys(LANGUAGES))(
    '%s is loaded when first needed and shows its text unchanged',
    async (language) => {
      const code = 'class A { b = "<c>" + 1; } // d\n# e & f\n\n<g h="i">j</g>\nfunction k(l) { return true }'
      const shown = await coloured(language, code)
      expect(tagsOf(shown).every(({ tagName }) => tagName === 'span')).toBe(true)
      const text = shown
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
      expect(text).toBe(code)
    },
  )

  test('a language we do not know stays black', async () => {
    expect(await coloured('cobol', 'MOVE 1 TO A')).toBe('MOVE 1 TO A')
  })

  test('very long code stays black', async () => {
    expect(await coloured('js', 'let a = 1\n'.repeat(2_100))).not.toContain('<span')
  })

  test('a minified line stays black, those around it do not', async () => {
    const lines = (await coloured('js', `let a = 1\n${'x=1;'.repeat(300)}\nlet b = 2`)).split('\n')
    expect(lines.map((line) => line.includes('<span'))).toEqual([true, false, true])
  })

  test('no colour needs a style', async () => {
    expect(await coloured('html', '<style>a{color:red}</style><script>let a = 1</script>')).not.toContain(
      'style=',
    )
  })
})
