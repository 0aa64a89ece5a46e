import { afterAll, describe, expect, test } from 'vitest'
import { closeText, cook, handlesIn } from './index.ts'
import { attributesOf, labels, rendered, tagsOf } from './test-page.ts'

afterAll(closeText)

const html = async (source: string) => (await rendered(source)).html.trim()
const tagNames = async (source: string) => tagsOf(await html(source)).map(({ tagName }) => tagName)

describe('ordinary writing', () => {
  test('a line break in the source is one on the page', async () => {
    expect(await html('one\ntwo\n\nthree')).toBe('<p>one<br />\ntwo</p>\n<p>three</p>')
  })

  test('emphasis, struck text, code, rules and lists', async () => {
    expect(await html('**a** *b* ~~c~~ `d`')).toBe(
      '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>',
    )
    expect(await tagNames('- a\n- b\n\n---\n\n3. c')).toEqual(['ul', 'li', 'li', 'hr', 'ol', 'li'])
    expect(await html('3. c')).toContain('<ol start="3">')
  })

  test('quotation marks, dashes and (c) stay as they were typed', async () => {
    expect(await html('"a" -- (c) ...')).toBe('<p>&quot;a&quot; -- (c) ...</p>'.replaceAll('&quot;', '"'))
  })

  test('raw HTML is shown, not used', async () => {
    expect(await html('<b>a</b>')).toBe('<p>&lt;b&gt;a&lt;/b&gt;</p>')
  })

  test('keys, subscripts and superscripts are the exception', async () => {
    expect(await html('<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <sub class="x">y</sub>')).toBe(
      '<p><kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> &lt;sub class="x"&gt;y&lt;/sub&gt;</p>',
    )
  })

  test('headings begin below those of the page', async () => {
    expect(await tagNames('# a\n\n## b\n\n###### c\n\nd\n===')).toEqual(['h3', 'h4', 'h6', 'h3'])
    expect((await rendered('# a\n\n## b', { headings: 2 })).html).toBe('<h2>a</h2>\n<h3>b</h3>\n')
  })

  test('emoji by name, but not inside words, numbers and code', async () => {
    expect(await html(':smile: :+1: :nonsense:')).toBe('<p>😄 👍 :nonsense:</p>')
    expect(await html('std::x::y 10:30:45 a:x:b `:x:`')).toBe(
      '<p>std::x::y 10:30:45 a:x:b <code>:x:</code></p>',
    )
  })

  test('an empty text is an empty page', async () => {
    expect(await rendered(' \n\t\n')).toMatchObject({ html: '', text: '', excerpt: '', degraded: false })
  })
})

describe('links and pictures', () => {
  test('a link away tells search engines not to follow', async () => {
    const [away, here, relative] = tagsOf(
      await html('https://away.example/x [b](https://here.example/questions/1) [c](/questions/2)'),
    ).filter(({ tagName }) => tagName === 'a')
    expect(attributesOf(away!)).toEqual({ href: 'https://away.example/x', rel: 'nofollow ugc noopener' })
    expect(attributesOf(here!)).toEqual({ href: 'https://here.example/questions/1' })
    expect(attributesOf(relative!)).toEqual({ href: '/questions/2' })
  })

  test.each([
    '//away.example',
    'https://here.example.away.example',
    'https://nothere.example',
    'http://here.example:81',
  ])('%s is away', async (href) => {
    expect(await html(`[a](<${href}>)`)).toContain('rel="nofollow ugc noopener"')
  })

  test('names of files are not sites', async () => {
    expect(await html('see README.md and main.rs')).not.toContain('<a')
  })

  test('www. is enough of an address', async () => {
    expect(await html('see www.away.example/a_b?c=1, or (www.away.example).')).toBe(
      '<p>see <a href="https://www.away.example/a_b?c=1" rel="nofollow ugc noopener">www.away.example/a_b?c=1</a>, ' +
        'or (<a href="https://www.away.example" rel="nofollow ugc noopener">www.away.example</a>).</p>',
    )
  })

  test('pictures load late and may tell their size', async () => {
    const [, picture] = tagsOf(await html('![A boiler|690x388](/files/1.png "Ours")'))
    expect(attributesOf(picture!)).toEqual({
      src: '/files/1.png',
      alt: 'A boiler',
      title: 'Ours',
      width: '690',
      height: '388',
      loading: 'lazy',
      decoding: 'async',
    })
  })

  test('pictures from nowhere are shown as written', async () => {
    expect(await html('![a](data:image/png;base64,AAAA)')).not.toContain('<img')
  })
})

describe('mentions', () => {
  test('link to members who exist', async () => {
    expect(await html('Hi @dev, @Dev and @nobody.')).toBe(
      '<p>Hi <a class="f-mention" href="/members/dev">@dev</a>, <a class="f-mention" href="/members/dev">@Dev</a> and @nobody.</p>',
    )
  })

  test('are not read into addresses, packages, code or link texts', async () => {
    expect(await html('me@dev.example @dev/package `@dev` [@dev](/x) x@dev')).not.toContain('f-mention')
  })

  test('tell whom the post addresses, not whom it quotes', async () => {
    const { mentions, quoted } = await rendered('> Ask @anna\n>\n> — @bert\n\n@Carl and @dev, `@eve`')
    expect(mentions).toEqual(['carl', 'dev'])
    expect(quoted).toEqual(['bert'])
  })

  test('whoever may be meant can be looked up before', async () => {
    expect(handlesIn('@Anna @anna.b. (@bert) c@dev.example @x/y @long-name_2!')).toEqual([
      'anna',
      'anna.b',
      'bert',
      'long-name_2',
    ])
    const asked: string[][] = []
    const { html } = await cook('@Anna @bert', {
      labels,
      mentions: async (handles) => {
        asked.push(handles)
        return ['ANNA']
      },
    })
    expect(asked).toEqual([['anna', 'bert']])
    expect(html).toBe('<p><a class="f-mention" href="/members/anna">@Anna</a> @bert</p>\n')
  })
})

describe('quotes and callouts', () => {
  test('the last line after a dash says whose words they are', async () => {
    expect(await html('> words\n> — @dev')).toBe(
      '<blockquote>\n<p>words</p>\n<cite><a class="f-mention" href="/members/dev">@dev</a></cite>\n</blockquote>',
    )
    expect(await html('> words\n>\n> — [Dev, above](/questions/1#2)')).toContain(
      '<cite><a href="/questions/1#2">Dev, above</a></cite>',
    )
  })

  test('a dash alone is only a dash', async () => {
    expect(await html('> — and then?')).not.toContain('cite')
    expect(await html('words\n— @dev')).not.toContain('cite')
    expect(await html('> — one\n> two')).not.toContain('cite')
  })

  test('quotes in quotes keep their own sources', async () => {
    expect(await tagNames('> > deep\n> >\n> > — a\n>\n> high\n>\n> — b')).toEqual([
      'blockquote',
      'blockquote',
      'p',
      'cite',
      'p',
      'cite',
    ])
  })

  test.each([
    ['NOTE', 'f-callout', 'Note'],
    ['TIP', 'f-callout is-solved', 'Tip'],
    ['IMPORTANT', 'f-callout is-needs', 'Important'],
    ['WARNING', 'f-callout is-needs', 'Warning'],
    ['CAUTION', 'f-callout is-danger', 'Caution'],
  ])('[!%s] is a callout', async (kind, look, label) => {
    const [box] = tagsOf(await html(`> [!${kind}] Mind **this**\n> text`))
    expect(attributesOf(box!)).toEqual({ class: look, role: 'note', 'aria-label': label })
    expect(await html(`> [!${kind}] Mind **this**\n> text`)).toContain(
      '<p><b>Mind <strong>this</strong></b> text</p>',
    )
  })

  test('an unknown kind is a quote', async () => {
    expect(await tagNames('> [!JOKE] a')).toEqual(['blockquote', 'p'])
  })
})

describe('tables, tasks and code', () => {
  test('a table scrolls in its own box and sets numbers to the right', async () => {
    const page = await html('| a | b |\n|---|--:|\n| c | 1 |')
    const [box, table] = tagsOf(page)
    expect(attributesOf(box!)).toEqual({
      class: 'f-scroll',
      tabindex: '0',
      role: 'region',
      'aria-label': 'Table',
    })
    expect(attributesOf(table!)).toEqual({ class: 'table' })
    expect(page).toContain('<th scope="col" class="n">b</th>')
    expect(page).toContain('<td class="n">1</td>')
  })

  test('tasks show their state to everybody', async () => {
    const [, , open, , done] = tagsOf(await html('- [ ] a\n- [x] b\n- [y] c'))
    expect(attributesOf(open!)).toEqual({ type: 'checkbox', disabled: '', 'aria-label': 'Not done' })
    expect(attributesOf(done!)).toEqual({ type: 'checkbox', disabled: '', checked: '', 'aria-label': 'Done' })
  })

  test('words for screen readers come in the language of the site', async () => {
    const kinds = ['note', 'tip', 'important', 'warning', 'caution']
    const callouts = kinds.map((kind) => `> [!${kind.toUpperCase()}]\n> a`).join('\n\n')
    const source = `- [x] a\n- [ ] b\n\n\`\`\`js\nc\n\`\`\`\n\n|d|\n|-|\n|e|\n\n${callouts}`
    const german = Object.fromEntries(Object.keys(labels).map((key) => [key, `Wort für ${key}`])) as typeof labels

    const { html } = await cook(source, { labels: german })
    const spoken = tagsOf(html).flatMap((tag) => attributesOf(tag)['aria-label'] ?? [])
    const inOrder = ['done', 'open', 'code', 'table', ...kinds].map((key) => `Wort für ${key}`)
    expect(spoken.map((words) => words.replace(', JavaScript', ''))).toEqual(inOrder)
  })

  test('code names its language', async () => {
    expect(await html('```yml\na: 1\n```')).toContain('<pre tabindex="0" aria-label="Code, YAML">')
    expect(await html('```Brainfuck\n+\n```')).toContain('aria-label="Code, brainfuck"')
    expect(await html('```"onclick=\n+\n```')).toContain('aria-label="Code"')
    expect(await html('    indented')).toContain(
      '<pre tabindex="0" aria-label="Code"><code>indented</code></pre>',
    )
  })
})
