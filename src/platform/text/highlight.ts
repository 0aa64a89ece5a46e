/**
 * Colours for code, as classes.
 *
 * The page forbids style attributes, so the theme's colours are only numbers for our classes: `#000001` is `t-c`.
 * We walk the grammar line by line ourselves, because one call for a whole block could not be bounded in time.
 */
import { createHighlighterCoreSync, type HighlighterCore, type ThemeRegistration } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { OURS } from './env.ts'
import { LANGUAGES, languageId } from './languages.ts'
import { COLOUR_GROWTH, HIGHLIGHT_LENGTH, SMALL, WARM_UP_TIME } from './limits.ts'
import { escapeText } from './plain.ts'

const SCOPES: Record<string, string[]> = {
  't-c': ['comment', 'punctuation.definition.comment', 'meta.diff.header', 'meta.diff.range'],
  't-s': ['string', 'punctuation.definition.string', 'constant.character', 'constant.other.symbol'],
  't-k': [
    ...[
      'keyword',
      'storage',
      'constant.language',
      'variable.language',
      'entity.name.tag',
      'punctuation.definition.keyword',
    ],
    ...[
      'support.type.property-name',
      'meta.object-literal.key',
      'entity.name.section',
      'keyword.other.definition.ini',
    ],
  ],
  't-n': ['constant.numeric', 'keyword.other.unit', 'constant.other.color'],
  't-f': ['entity.name.function', 'support.function', 'entity.name.type', 'entity.other.attribute-name'],
  't-i': ['markup.inserted'],
  't-d': ['markup.deleted'],
}
const PLAIN = [
  'keyword.operator',
  'string meta.embedded',
  'string meta.interpolation',
  'string meta.template.expression',
]

export const TOKEN_CLASSES = Object.keys(SCOPES)

const theme: ThemeRegistration = {
  name: 'classes',
  type: 'light',
  colors: { 'editor.foreground': '#000000', 'editor.background': '#ffffff' },
  settings: [
    ...TOKEN_CLASSES.map((name, index) => ({
      scope: SCOPES[name]!,
      settings: { foreground: `#00000${index + 1}` },
    })),
    { scope: PLAIN, settings: { foreground: '#000000' } },
  ],
}

/** One of everything that people post. */
const WARM_UP = String.raw`
/* a */ // b
# c
-- d
import a, { b as c } from "d"; using D.E; use f::g; package h
"e \n %d {f}" + 'f' + \`g \${h + 1} i\`; f"j {k!r}" @"l" $"m {n}" r#"o"#
class A<T> extends B implements C { private int x = 3; public f(x: number): T { return this.x?.y[0] } }
async function f(a = 1.5, ...b) { if (a > 0xff && !b || c) { for (let i of b) yield await i } else throw new E("x") }
const v = { k: "v", 'l': [1, true, null], m() {} }, g = (x) => x * 2, re = /a[b-c]+/gi
def g(a, *b): self.x = lambda y: y + 1; return [z for z in b if not z]
@decorated fn main() -> Result<&'a str> { let mut x = vec![1]; println!("{}", x); match x { Some(y) => 1, _ => 2 } }
func (p *T) Get(m map[string]int) (int, error) { defer p.mu.Unlock(); return <-ch, nil } type S struct { A int }
SELECT a.b, count(*) AS n FROM c LEFT JOIN d ON a.id = d.id WHERE e LIKE 'f%' AND g IN (1, 2) ORDER BY n DESC;
<?php $x = array('a' => "b $c {$d['e']}"); foreach ($x as $k => $v) { echo $this->y($k); } ?>
<a href="b" class='c' onclick="d()">e &amp; f</a><style>.g #h:hover { color: #fff; margin: 0 1px }</style><!-- i -->
.a > b:not(.c), @media (min-width: 3em) { d: var(--e) calc(1px + 2%) !important; }
#include <x>
#define Y(a) ((a) + 1)
std::map<int, Z*> m; for (auto& [k, v] : m) std::cout << k << std::endl;
key: value # n
  - item: "x"
    other: [1, *a, &b c]
[section]
k = v
local t = { a = 1, ["b"] = function(x) return #x .. "c" end }
if [ -f "$x" ]; then echo "$(cat $x | grep -v 'y' > z)"; fi && sudo apt-get install -y foo --bar=baz
@@ -1,2 +1,2 @@
-old
+new
`
  .replaceAll('\\`', '`')
  .replaceAll('\\$', '$')
  .split('\n')

/** Lines of minified code: grammars are slowest there, and nobody reads them. */
const LONGEST_LINE = 1_000

let shiki: HighlighterCore | undefined
let colours: string[] = []
/** Languages that were asked for; others may be loaded as parts of these but are cold. */
const ready = new Set<string>()
/** Milliseconds that are left for the post in hand. */
let budget = 0

/**
 * Loading is asynchronous, colouring is not: load what a post needs before it is rendered.
 * @param time milliseconds for all colours of the post
 */
export async function loadLanguages(words: Iterable<string>, time: number) {
  for (const word of words) {
    const id = languageId(word)
    if (id && !ready.has(id)) await loadLanguage(id)
  }
  budget = time
}

/** A grammar compiles its patterns as they are first met: meet them here, before the clock of the post runs. */
async function loadLanguage(id: string) {
  const engine = createJavaScriptRegexEngine({ forgiving: true })
  shiki ??= createHighlighterCoreSync({ themes: [theme], langs: [], engine })
  await shiki.loadLanguage(await LANGUAGES[id]!.load())
  colours = shiki.setTheme('classes').colorMap
  budget = WARM_UP_TIME
  Array.from(colouredLines(WARM_UP, id))
  ready.add(id)
}

/** The code as escaped HTML; coloured as far as the language is known and the time of this post reaches. */
export function colour(code: string, word: string): string {
  const id = languageId(word)
  if (!id || !ready.has(id) || code.length > HIGHLIGHT_LENGTH) return escapeText(code)
  const coloured = [...colouredLines(code.split('\n'), id)].join('\n')
  return coloured.length > COLOUR_GROWTH * code.length + SMALL ? escapeText(code) : coloured
}

function* colouredLines(lines: string[], id: string) {
  const grammar = shiki!.getLanguage(id)
  let state: Parameters<typeof grammar.tokenizeLine2>[1] = null
  for (const line of lines) {
    const began = performance.now()
    if (budget <= 0 || line.length > LONGEST_LINE) {
      yield escapeText(line)
      continue
    }
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, state, budget)
    state = ruleStack
    yield lineHtml(line, tokens)
    budget -= performance.now() - began
  }
}

/** Tokens come in pairs: where one begins, and its style packed into a number. Equal neighbours share a span. */
function lineHtml(line: string, tokens: Uint32Array) {
  let html = ''
  let open = ''
  let gap = ''
  for (let i = 0; i < tokens.length; i += 2) {
    const content = line.slice(tokens[i], tokens[i + 2])
    if (!content.trim()) {
      gap += content
      continue
    }
    const name = classOf(tokens[i + 1]!)
    if (name === open) html += gap + escapeText(content)
    else html += (open && '</span>') + gap + (name && `<span ${OURS} class="${name}">`) + escapeText(content)
    open = name
    gap = ''
  }
  return html + (open && '</span>') + gap
}

/** The foreground is an index into the theme's colours, kept in bits 15 to 23. */
function classOf(style: number) {
  const colour = colours[(style & 0x00ff8000) >>> 15]
  return TOKEN_CLASSES[Number(colour?.slice(1)) - 1] ?? ''
}
