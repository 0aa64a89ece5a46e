/**
 * Colours for code, as classes.
 *
 * The page forbids style attributes, so the theme's colours are only numbers for our classes: `#000001` is `t-c`.
 */
import { createHighlighterCoreSync, type HighlighterCore, type ThemeRegistration } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { OURS } from './env.ts'
import { LANGUAGES, languageId } from './languages.ts'
import { HIGHLIGHT_LENGTH } from './limits.ts'
import { escapeText } from './plain.ts'

const SCOPES: Record<string, string[]> = {
  't-c': ['comment', 'punctuation.definition.comment', 'meta.diff.header'],
  't-s': ['string', 'constant.character', 'constant.other.symbol', 'markup.inline.raw'],
  't-k': [
    'keyword', 'storage', 'constant.language', 'variable.language', 'entity.name.tag', 'support.type.property-name',
    'meta.object-literal.key', 'punctuation.definition.keyword', 'entity.name.section.group-title', 'keyword.other.definition.ini',
  ],
  't-n': ['constant.numeric', 'keyword.other.unit', 'constant.other.color'],
  't-f': ['entity.name.function', 'support.function', 'entity.name.type', 'entity.other.attribute-name'],
  't-i': ['markup.inserted'],
  't-d': ['markup.deleted'],
}
const NONE = ['keyword.operator', 'punctuation', 'meta.embedded', 'string meta.interpolation', 'meta.template.expression']

const CLASSES = Object.keys(SCOPES)
export const TOKEN_CLASSES = CLASSES

const theme: ThemeRegistration = {
  name: 'classes',
  type: 'light',
  colors: { 'editor.foreground': '#000000', 'editor.background': '#ffffff' },
  settings: [
    { scope: NONE, settings: { foreground: '#000000' } },
    ...CLASSES.map((name, index) => ({ scope: SCOPES[name]!, settings: { foreground: `#00000${index + 1}` } })),
  ],
}

let shiki: HighlighterCore | undefined

/** Loading is asynchronous, colouring is not: load what a post needs before it is rendered. */
export async function loadLanguages(words: Iterable<string>) {
  shiki ??= createHighlighterCoreSync({ themes: [theme], langs: [], engine: createJavaScriptRegexEngine({ forgiving: true }) })
  for (const word of words) {
    const id = languageId(word)
    if (id && !shiki.getLoadedLanguages().includes(id)) await shiki.loadLanguage(LANGUAGES[id]!.load())
  }
}

/** The code as escaped HTML; coloured when the language is known, loaded and the code not too long. */
export function colour(code: string, word: string): string {
  const lang = languageId(word)
  if (!lang || !shiki?.getLoadedLanguages().includes(lang) || code.length > HIGHLIGHT_LENGTH) return escapeText(code)
  const lines = shiki.codeToTokensBase(code, {
    lang, theme: 'classes', tokenizeMaxLineLength: 2_000, tokenizeTimeLimit: 50,
  })
  return lines.map((tokens) => lineHtml(tokens)).join('\n')
}

function lineHtml(tokens: { content: string; color?: string }[]) {
  let html = ''
  let open = ''
  for (const { content, color } of tokens) {
    const name = /^\s*$/.test(content) ? open : classOf(color)
    if (name !== open) html += (open && '</span>') + (name && `<span ${OURS} class="${name}">`)
    open = name
    html += escapeText(content)
  }
  return html + (open && '</span>')
}

function classOf(color: string | undefined) {
  return CLASSES[Number(color?.slice(1)) - 1] ?? ''
}
