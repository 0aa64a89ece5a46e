import { describe, expect, test } from 'vitest'
import { OURS_VALUE } from './env.ts'
import { sanitise } from './sanitise.ts'
import { faultsOf, rendered, tagsOf } from './test-page.ts'

const SCRIPTS = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x></sCrIpT>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"></use></svg>',
  '<math><mtext></p><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="//evil.example/">',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<style>*{background:url(//evil.example)}</style>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<template><script>alert(1)</script></template>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php echo 1 ?><script>alert(1)</script>',
  '<turbo-stream action="remove" target="post"></turbo-stream>',
  '<turbo-frame src="/admin"></turbo-frame>',
  '<button is="x-y">x</button>',
  '<div data-controller="draft" data-action="click->draft#discard">x</div>',
  '<p id="post" name="post" style="position:fixed">x</p>',
  '<span class="t-k f-callout is-danger">x</span>',
  '<div class="f-callout" role="note">x</div>',
  '<a class="f-mention" href="/members/dev">@dev</a>',
  '<div k="1" class="f-scroll">x</div>',
  '<input type="checkbox" checked>',
  '<table class="table"><tr><td class="n">x</td></tr></table>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '\\<img src=x onerror=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '"onmouseover="alert(1)',
  '` onerror=`alert(1)',
  '--><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '</code></pre><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<<script>alert(1)//<</script>',
  '<img src="x` `<script>alert(1)</script>"` `>',
]
const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  ' javascript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6A&#x61vascript:alert(1)',
  'javascript\\:alert(1)',
  '\u0001javascript:alert(1)',
  'java\u0000script:alert(1)',
  '%6aavascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zy8+',
  'data:image/png;base64,AAAA',
  'file:///etc/passwd',
  'blob:https://here.example/1',
  'about:blank',
  'view-source:x',
  'filesystem:x',
  'ws://evil.example',
  'javascript://%0aalert(1)',
  'https://user:secret@evil.example/',
  '//evil.example/"onclick="alert(1)',
  '/x" onerror="alert(1)',
  "/x'onerror='alert(1)",
  'x:y:javascript:alert(1)',
]

/** Every place in our Markdown that takes text. */
const PLACES: Record<string, (payload: string) => string> = {
  alone: (x) => x,
  'inside a sentence': (x) => `before ${x} after`,
  'text of a link': (x) => `[${x}](https://a.example)`,
  'title of a link': (x) => `[a](https://a.example "${x}")`,
  'title in brackets': (x) => `[a](https://a.example (${x}))`,
  'description of a picture': (x) => `![${x}](https://a.example/b.png)`,
  'title of a picture': (x) => `![a](https://a.example/b.png '${x}')`,
  'size of a picture': (x) => `![a|3x${x}](https://a.example/b.png)`,
  'label of a reference': (x) => `[a][${x}]\n\n[${x}]: https://a.example "${x}"`,
  'language of a fence': (x) => `\`\`\`${x}\ncode\n\`\`\``,
  'language after another': (x) => `~~~js ${x}\ncode\n~~~`,
  'coloured code': (x) => `\`\`\`html\n${x}\n\`\`\``,
  'uncoloured code': (x) => `\`\`\`\n${x}\n\`\`\``,
  'indented code': (x) => `    ${x}`,
  'code in a line': (x) => `a \`\` ${x} \`\` b`,
  'head of a table': (x) => `| ${x} | b |\n|---|--:|\n| c | d |`,
  'cell of a table': (x) => `| a | b |\n|---|--:|\n| c | ${x} |`,
  heading: (x) => `# ${x}`,
  quote: (x) => `> ${x}`,
  'whose quote': (x) => `> words\n> — ${x}`,
  'whose linked quote': (x) => `> words\n> — [@${x}](/questions/1)`,
  'title of a callout': (x) => `> [!NOTE] ${x}\n> text`,
  'kind of a callout': (x) => `> [!${x}]\n> text`,
  'body of a callout': (x) => `> [!WARNING]\n> ${x}`,
  mention: (x) => `@${x} and @dev${x}`,
  emoji: (x) => `:${x}: :smile:${x}`,
  task: (x) => `- [ ] ${x}\n- [${x}] b`,
  list: (x) => `- a\n  - ${x}\n    1. ${x}`,
  emphasis: (x) => `**${x}** *${x}* ~~${x}~~ ***${x}***`,
  'a key': (x) => `<kbd>${x}</kbd> <sub>${x}</sub>`,
  'a broken key': (x) => `<kbd ${x}>a</kbd> <kbd>${x}<sup>`,
  'everything at once': (x) => `> - # **[*${x}*](https://a.example "${x}")** ![${x}](/b.png)\n> — ${x}`,
}
const TARGETS: Record<string, (address: string) => string> = {
  link: (x) => `[a](${x})`,
  'bracketed link': (x) => `[a](<${x}>)`,
  picture: (x) => `![a](${x})`,
  'bracketed picture': (x) => `![a](<${x}>)`,
  reference: (x) => `[a][b]\n\n[b]: ${x}`,
  'bracketed reference': (x) => `![a][b]\n\n[b]: <${x}>`,
  autolink: (x) => `<${x}>`,
  'typed address': (x) => `see ${x} there`,
  'linked picture': (x) => `[![a](${x})](${x})`,
  'after an address': (x) => `https://a.example/${x}`,
  'whose quote': (x) => `> a\n> — [b](${x})`,
}

describe('nothing that runs leaves the renderer', () => {
  test.each(Object.entries(PLACES))('markup as %s', async (_name, place) => {
    for (const payload of SCRIPTS) {
      const { html } = await rendered(place(payload))
      expect(faultsOf(html), `${place(payload)}\n→ ${html}`).toEqual([])
    }
  })

  test.each(Object.entries(TARGETS))('an address as %s', async (_name, target) => {
    for (const address of ADDRESSES) {
      const { html } = await rendered(target(address))
      expect(faultsOf(html), `${target(address)}\n→ ${html}`).toEqual([])
    }
  })

  test('there are thousands of pairs', () => {
    const pairs = SCRIPTS.length * Object.keys(PLACES).length + ADDRESSES.length * Object.keys(TARGETS).length
    expect(pairs).toBeGreaterThan(1_500)
  })
})

describe('our own marks cannot be forged', () => {
  const forged = SCRIPTS.filter(
    (payload) => /class=|k="|type="checkbox"|is=/.test(payload) && !payload.includes('@dev'),
  )

  test.each(forged)('%s', async (payload) => {
    const { html } = await rendered(`a ${payload} b`)
    expect(tagsOf(html).map(({ tagName }) => tagName)).toEqual(['p'])
  })

  test('even if raw HTML reached the sanitiser', () => {
    const raw =
      '<div class="f-callout is-danger" role="note" aria-label="x">a</div><span class="t-k">b</span><a class="f-mention" href="/x">c</a>' +
      '<li class="f-todo">d</li><input type="checkbox" disabled><table class="table"><tr><td class="n" id="x">e</td></tr></table><svg class="i"><path d="M0 0"/></svg>' +
      '<p id="a" name="b" style="c" data-controller="d" is="e" slot="f" onclick="g">h</p><pre tabindex="0">i</pre><script>j</script><style>k</style>'
    const { html } = sanitise(raw, '')
    expect(html).toBe(
      '<span>a</span><span>b</span><a href="/x">c</a><li>d</li><span></span><table><tr><td>e</td></tr></table>' +
        '<span><span></span></span><p>h</p><pre>i</pre>',
    )
  })

  test('and a guessed mark gives no more than the lists allow', () => {
    const { html } = sanitise(
      `<div k="${OURS_VALUE}" class="f-callout evil" role="alert" id="x" onclick="y">a</div><script k="${OURS_VALUE}">b</script>`,
      '',
    )
    expect(html).toBe('<div class="f-callout" role>a</div>')
  })

  test('the mark itself is never shown', async () => {
    const { html } = await rendered('> [!TIP] a\n\n- [x] b\n\n|a|\n|-|\n|b|\n\n```js\nlet a = 1\n```\n\n@dev')
    expect(html).not.toContain(OURS_VALUE)
  })
})
