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
import { HIGHLIGHT_LENGTH, HIGHLIGHT_TIME, WARM_UP_TIME } from './limits.ts'
import { escapeText } from './plain.ts'

const SCOPES: Record<string, string[]> = {
  't-c': ['comment', 'punctuation.definition.comment', 'meta.diff.header', 'meta.diff.range'],
  't-s': ['string', 'punctuation.definition.string', 'constant.character', 'constant.other.symbol'],
  't-k': [
    ...['keyword', 'storage', 'constant.language', 'variable.language', 'entity.name.tag', 'punctuation.definition.keyword'],
    ...['support.type.property-name', 'meta.object-literal.key', 'entity.name.section', 'keyword.other.definition.ini'],
  ],
  't-n': ['constant.numeric', 'keyword.other.unit', 'constant.other.color'],
  't-f': ['entity.name.function', 'support.function', 'entity.name.type', 'entity.other.attribute-name'],
  't-i': ['markup.inserted'],
  't-d': ['markup.deleted'],
}
const PLAIN = ['keyword.operator', 'string meta.embedded', 'string meta.interpolation', 'string meta.template.expression']

export const TOKEN_CLASSES = Object.keys(SCOPES)

const theme: ThemeRegistration = {
  name: 'classes',
  type: 'light',
  colors: { 'editor.foreground': '#000000', 'editor.background': '#ffffff' },
  settings: [
    ...TOKEN_CLASSES.map((name, index) => ({ scope: SCOPES[name]!, settings: { foreground: `#00000${index + 1}` } })),
    { scope: PLAIN, settings: { foreground: '#000000' } },
  ],
}

/** One of everything. */
const WARM_UP = [
  '/* a */ // b', '# c', '-- d', '"e" + \'f\' + `g`', 'class A<T> extends B { int x = 3; f(x) { return x } }',
  'function f(a, b) { if (a > 1.5) return "x\\n" }', 'SELECT a FROM b WHERE c = \'d\';', '<a href="b">c</a>',
  '#include <x>', 'key: value', '[section]', 'k = v', '{ "a": [1, true] }', 'let v = f(1); $x = y; @z def g():',
]

let shiki: HighlighterCore | undefined
let colours: string[] = []
/** Languages that were asked for; others may be loaded as parts of these but are cold. */
const ready = new Set<string>()
/** Milliseconds that are left for the post in hand. */
let budget = 0

/** Loading is asynchronous, colouring is not: load what a post needs before it is rendered. */
export async function loadLanguages(words: Iterable<string>, source: string) {
  for (const word of words) {
    const id = languageId(word)
    if (id && !ready.has(id)) await loadLanguage(id, source)
  }
  budget = HIGHLIGHT_TIME
}

/** A grammar compiles its patterns as they are first met: meet them here, before the clock of the post runs. */
async function loadLanguage(id: string, source: string) {
  const engine = createJavaScriptRegexEngine({ forgiving: true })
  shiki ??= createHighlighterCoreSync({ themes: [theme], langs: [], engine })
  await shiki.loadLanguage(await LANGUAGES[id]!.load())
  colours = shiki.setTheme('classes').colorMap
  budget = WARM_UP_TIME
  Array.from(colouredLines([...WARM_UP, ...source.slice(0, HIGHLIGHT_LENGTH).split('\n')], id))
  ready.add(id)
}

/** The code as escaped HTML; coloured as far as the language is known and the time of this post reaches. */
export function colour(code: string, word: string): string {
  const id = languageId(word)
  if (!id || !ready.has(id) || code.length > HIGHLIGHT_LENGTH) return escapeText(code)
  return [...colouredLines(code.split('\n'), id)].join('\n')
}

function* colouredLines(lines: string[], id: string) {
  const grammar = shiki!.getLanguage(id)
  let state: Parameters<typeof grammar.tokenizeLine2>[1] = null
  for (const line of lines) {
    const began = performance.now()
    if (budget <= 0 || line.length > 2_000) {
      yield escapeText(line)
      continue
    }
    const { tokens, ruleStack } = grammar.tokenizeLine2(line, state, budget)
    state = ruleStack
    yield lineHtml(line, tokens)
    budget -= performance.now() - began
  }
}

/** Tokens come in pairs: where one begins, and its style packed into a number. */
function lineHtml(line: string, tokens: Uint32Array) {
  let html = ''
  let open = ''
  for (let i = 0; i < tokens.length; i += 2) {
    const content = line.slice(tokens[i], tokens[i + 2])
    const name = content.trim() ? classOf(tokens[i + 1]!) : open
    if (name !== open) html += (open && '</span>') + (name && `<span ${OURS} class="${name}">`)
    open = name
    html += escapeText(content)
  }
  return html + (open && '</span>')
}

/** The foreground is an index into the theme's colours, kept in bits 15 to 23. */
function classOf(style: number) {
  const colour = colours[(style & 0x00ff8000) >>> 15]
  return TOKEN_CLASSES[Number(colour?.slice(1)) - 1] ?? ''
}
