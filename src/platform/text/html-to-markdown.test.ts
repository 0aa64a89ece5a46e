import { afterAll, describe, expect, test } from 'vitest'
import { closeText, toMarkdownMany } from './index.ts'
import { fromHtml, rendered } from './test-page.ts'

afterAll(closeText)

const plain = (html: string) => fromHtml(html, 'plain')
const discourse = (html: string, baseUrl = 'https://old.example') =>
  fromHtml(html, 'discourse', { baseUrl })
const stackexchange = (html: string) => fromHtml(html, 'stackexchange', { baseUrl: 'https://beer.example' })

describe('HTML of any kind', () => {
  test('paragraphs, breaks, emphasis', () => {
    expect(plain('<p>a <b>b </b>c<br>d</p><p><i>e</i> <del>f</del> <code>g`h</code></p>')).toBe(
      'a **b** c\nd\n\n*e* ~~f~~ ``g`h``',
    )
  })

  test('lists in lists', () => {
    expect(plain('<ul><li>a<ol start="3"><li>b</li><li><p>c</p><p>d</p></li></ol></li><li>e</li></ul>')).toBe(
      '- a\n  3. b\n  4. c\n\n     d\n- e',
    )
  })

  test('links and pictures become absolute', () => {
    const html =
      '<a href="/x" title="a &quot;b&quot;">l</a> <img src="y z.png" alt="[c]" width="3" height="4"> <a href="//o.example/(a)">m</a>'
    expect(fromHtml(html, 'plain', { baseUrl: 'https://old.example/p/' })).toBe(
      '[l](https://old.example/x "a \\"b\\"") ![\\[c\\]|3x4](https://old.example/p/y%20z.png) [m](https://o.example/(a))',
    )
  })

  test('an address that is its own text stays one', () => {
    expect(plain('<a href="https://a.example/b_c">https://a.example/b_c</a>')).toBe('https://a.example/b_c')
    expect(plain('<a href="https://a.example/b">https://a.example/b</a>ward')).toBe(
      '<https://a.example/b>ward',
    )
  })

  test.each(['javascript:alert(1)', ' JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///x'])(
    '%s leads nowhere',
    (href) => {
      expect(plain(`<a href="${href}">a</a><img src="${href}" alt="b">`)).toBe('ab')
    },
  )

  test('code keeps its lines, its language and its ticks', () => {
    expect(plain('<pre><code class="language-js">a\n  b\n</code></pre>')).toBe('```js\na\n  b\n```')
    expect(plain('<pre class="hljs lang-C++"><code>a</code></pre>')).toBe('```c++\na\n```')
    expect(plain('<pre>```\na\n```</pre>')).toBe('````\n```\na\n```\n````')
    expect(plain('<p>see <code>a {\n  b\n}</code> there</p>')).toMatch(
      /^see\n\n```\na {\n {2}b\n}\n```\n\n ?there$/,
    )
  })

  test('tables become pipes', () => {
    expect(
      plain(
        '<table><tr><th>a</th><th align="right">b</th></tr><tr><td>1|2</td><td><p>3</p><p>4</p></td></tr></table>',
      ),
    ).toBe('| a | b |\n| --- | ---: |\n| 1\\|2 | 3 4 |')
    expect(plain('<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>')).toBe(
      '| a |  |\n| --- | --- |\n| b | c |',
    )
    expect(plain('<table><tr><td>only</td><td>layout</td></tr></table>')).toMatch(/^only\s+layout$/)
  })

  test('boxes become tasks', () => {
    expect(
      plain('<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox"> b</li></ul>'),
    ).toBe('- [x] a\n- [ ] b')
  })

  test('what unfolds is shown unfolded, what plays becomes a link', () => {
    expect(plain('<details><summary>More</summary><p>a</p></details>')).toBe('**More**\n\na')
    expect(plain('<iframe src="https://www.youtube.com/embed/abc?rel=0"></iframe>')).toBe(
      '<https://www.youtube.com/watch?v=abc>',
    )
  })

  test('scripts, styles and drawings leave nothing behind', () => {
    expect(plain('a<script>b</script><style>c</style><svg><title>d</title></svg><!-- e -->f')).toBe('af')
  })

  test('broken and deep markup is read as far as it goes', () => {
    expect(plain('<b>a<i>b</b>c</i><li>d<td>e')).toContain('a')
    expect(() => plain(`${'<div>'.repeat(2_000)}deep`)).not.toThrow()
  })
})

describe('signs that mean nothing', () => {
  test.each([
    'snake_case stays',
    '5 * 3 * 2',
    '- not a list',
    '+ not a list',
    '# no heading',
    '> no quote',
    '1. no list',
    '1) no list',
    '---',
    '===',
    '***',
    'a * b*c *d*',
    '_e_ f_g_',
    '`code`',
    '[a](b)',
    '[a]: b',
    '![a](b)',
    '[ ] no box',
    '[!NOTE] none',
    '— no source',
    '~~a~~',
    '~~~',
    '&amp;lt; &amp;amp;',
    '&lt;http://a.example&gt;',
    '&lt;kbd&gt;a&lt;/kbd&gt;',
    ':smile:',
    'a\\*b',
    '| a | b |',
    'C:\\dir\\*.txt',
    '#hashtag',
    '100% *',
    '=a',
    'http:// nothing',
  ])('the words "%s" stay words', async (text) => {
    const html = `<p>${text}</p><blockquote><p>${text}</p></blockquote><ul><li>${text}</li></ul><p>x<br>${text}<br>y</p>`
    const shown = (await rendered(plain(html))).text.replace(/\s+/g, ' ')
    const written = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    expect(shown).toBe(`${written} ${written} ${written} x ${written} y`)
  })
})

describe('Discourse', () => {
  test('a quote says whose and whence', () => {
    const html =
      '<aside class="quote no-group" data-username="dev" data-post="3" data-topic="12"><div class="title"><img class="avatar" src="x"> dev:</div><blockquote><p>a</p><p>b</p></blockquote></aside><p>c</p>'
    expect(discourse(html)).toBe('> a\n>\n> b\n>\n> — [@dev](https://old.example/t/12/3)\n\nc')
    expect(discourse(html, '')).toBe('> a\n>\n> b\n>\n> — @dev\n\nc')
  })

  test('a quote without a name takes it from the picture', () => {
    const html =
      '<aside class="quote" data-post="8" data-topic="9"><div class="title"><img class="avatar" src="/user_avatar/old.example/anna/40/3_2.png"><a href="/t/x/9/8">A topic</a></div><blockquote><p>a</p></blockquote></aside>'
    expect(discourse(html)).toBe('> a\n>\n> — [@anna](https://old.example/t/9/8)')
  })

  test('the preview of a topic is a link', () => {
    const html =
      '<aside class="quote" data-post="1" data-topic="9"><div class="title"><a href="/t/x/9">A *topic*</a></div><blockquote>Its beginning …</blockquote></aside>'
    expect(discourse(html)).toBe('[A \\*topic\\*](https://old.example/t/x/9)')
  })

  test('the preview of a page is a link with its title', () => {
    const html =
      '<aside class="onebox" data-onebox-src="https://a.example/b"><header class="source"><a href="https://a.example/b">a.example</a></header><article class="onebox-body"><h3><a href="https://a.example/b">The title</a></h3><p>Text</p></article></aside>'
    expect(discourse(html)).toBe('[The title](https://a.example/b)')
    expect(discourse('<div class="lazyYT" data-youtube-id="abc" data-youtube-title="A film"></div>')).toBe(
      '[A film](https://www.youtube.com/watch?v=abc)',
    )
  })

  test('people, topics and emoji', () => {
    expect(
      discourse(
        '<a class="mention" href="/u/dev">@dev</a> <span class="mention">@gone</span> <a class="hashtag" href="/c/x">#<span>news</span></a>',
      ),
    ).toBe('@dev @gone #news')
    expect(
      discourse(
        '<p>a <img class="emoji" title=":smile:" alt=":smile:" src="x"> b<img class="emoji" title=":heart:" src="x">',
      ),
    ).toBe('a :smile: b❤️')
  })

  test('pictures in their full size, files as links', () => {
    const html =
      '<div class="lightbox-wrapper"><a class="lightbox" href="/up/full.png"><img src="/up/small.png" alt="a" width="690" height="388"><div class="meta"><svg><use href="#x"></use></svg><span class="filename">a.png</span></div></a></div>'
    expect(discourse(html)).toBe('![a|690x388](https://old.example/up/full.png)')
    expect(discourse('<a class="attachment" href="/up/x.zip">x.zip</a> (3 KB)')).toBe(
      '[x.zip](https://old.example/up/x.zip) (3 KB)',
    )
  })

  test('code in no known language has none', () => {
    expect(discourse('<pre><code class="lang-auto">a</code></pre>')).toBe('```\na\n```')
    expect(discourse('<pre data-code-wrap="cpp"><code class="lang-cpp">a</code></pre>')).toBe(
      '```cpp\na\n```',
    )
  })

  test('a poll is a list', () => {
    const html =
      '<div class="poll"><div><div class="poll-container"><ul><li data-poll-option-id="1">Yes</li><li>No</li></ul></div><div class="poll-info">3 voters</div></div></div>'
    expect(discourse(html)).toBe('**Poll**\n\n- Yes\n- No')
    expect(fromHtml(html, 'discourse', { pollLabel: 'Umfrage' })).toMatch(/^\*\*Umfrage\*\*/)
  })

  test('its boxes are tasks', () => {
    expect(
      discourse(
        '<ul><li><span class="chcklst-box checked fa"></span> a</li><li><span class="chcklst-box fa"></span> b</li></ul>',
      ),
    ).toBe('- [x] a\n- [ ] b')
  })
})

describe('Stack Exchange', () => {
  test('code, quotes, spoilers and keys', () => {
    expect(stackexchange('<pre class="lang-js prettyprint-override"><code>a\n</code></pre>')).toBe(
      '```js\na\n```',
    )
    expect(stackexchange('<blockquote class="spoiler"><p>a</p></blockquote><p><kbd>Ctrl</kbd></p>')).toBe(
      '> a\n\n<kbd>Ctrl</kbd>',
    )
  })

  test('relative links lead back to the site', () => {
    expect(stackexchange('<p><a href="/questions/1" rel="nofollow">a</a></p>')).toBe(
      '[a](https://beer.example/questions/1)',
    )
  })

  test('source lines are no line breaks', () => {
    expect(stackexchange('<p>a\nb</p>')).toBe('a b')
  })
})

test('many at once come back in order', async () => {
  const pages = Array.from({ length: 300 }, (_, i) => `<p>post <b>${i}</b></p>`)
  expect(await toMarkdownMany(pages, 'plain', { pollLabel: 'Poll' })).toEqual(pages.map((_, i) => `post **${i}**`))
})
