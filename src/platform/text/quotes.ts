/**
 * Block quotes with a meaning.
 *
 * `> [!NOTE] Title` on the first line makes a callout; `> — @dev` on the last line says whose words these are.
 */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import type { Env } from './env.ts'
import { own } from './env.ts'
import { DRAWINGS } from './icons.ts'
import { escapeText } from './plain.ts'

type Kind = 'note' | 'tip' | 'important' | 'warning' | 'caution'

const CALLOUT = /^\[!(note|tip|important|warning|caution)\][ \t]*/i
const ATTRIBUTION = /^—[ \t\u00a0]+(?=\S|$)/
const LOOKS: Record<Kind, string> = {
  note: '',
  tip: ' is-solved',
  important: ' is-needs',
  warning: ' is-needs',
  caution: ' is-danger',
}

export function quotes(md: MarkdownIt) {
  md.core.ruler.push('quotes', shapeQuotes)
  md.renderer.rules.callout_open = (tokens, index, _options, env) => calloutHtml(tokens[index]!, env as Env)
  md.renderer.rules.callout_close = () => '</div></div>\n'
  md.renderer.rules.callout_title_open = () => own('b')
  md.renderer.rules.callout_title_close = () => '</b> '
}

function shapeQuotes(state: StateCore) {
  const out: Token[] = []
  const opened: number[] = []
  for (const token of state.tokens) {
    if (token.type === 'blockquote_close') closeQuote(state, out, opened.pop()!, token)
    else out.push(token)
    if (token.type === 'blockquote_open') opened.push(out.length - 1)
  }
  state.tokens = out
}

function closeQuote(state: StateCore, out: Token[], start: number, close: Token) {
  const kind = takeCalloutMark(state, out, start)
  if (kind) {
    out[start]!.type = 'callout_open'
    out[start]!.info = kind
    close.type = 'callout_close'
  } else takeAttribution(state, out, start)
  out.push(close)
}

function takeCalloutMark(state: StateCore, out: Token[], start: number): Kind | undefined {
  const inline = out[start + 1]?.type === 'paragraph_open' ? out[start + 2] : undefined
  const first = inline?.children?.[0]
  // In the source too: an escaped bracket looks the same once it is read.
  const mark = first?.type === 'text' && CALLOUT.test(inline!.content) && CALLOUT.exec(first.content)
  if (!inline || !first || !mark) return undefined

  first.content = first.content.slice(mark[0].length)
  setTitle(state, inline)
  if (!inline.children!.length) out.splice(start + 1, 3)
  return mark[1]!.toLowerCase() as Kind
}

/** What stands behind the mark on the first line is the callout's title. */
function setTitle(state: StateCore, inline: Token) {
  const children = inline.children!
  const end = children.findIndex(isBreak)
  const title = children.slice(0, end < 0 ? children.length : end)
  const rest = end < 0 ? [] : children.slice(end + 1)
  const isEmpty = !title.some((token) => token.content || token.children)
  const open = new state.Token('callout_title_open', '', 0)
  const close = new state.Token('callout_title_close', '', 0)
  inline.children = isEmpty ? rest : [open, ...title, close, ...rest]
}

function takeAttribution(state: StateCore, out: Token[], start: number) {
  const inline = out.at(-1)?.type === 'paragraph_close' ? out.at(-2) : undefined
  if (!inline?.children || out.at(-1)!.level !== out[start]!.level + 1) return
  const children = inline.children
  const lastBreak = children.findLastIndex(isBreak)
  const first = children[lastBreak + 1]
  const alone = lastBreak < 0
  const written = inline.content.slice(inline.content.lastIndexOf('\n') + 1).trimStart()
  if (first?.type !== 'text' || !ATTRIBUTION.test(written) || !ATTRIBUTION.test(first.content)) return
  if (alone && out.length - start <= 4) return

  first.content = first.content.replace(ATTRIBUTION, '')
  const cite = cited(state, children.slice(lastBreak + 1))
  if (alone) out.splice(-3)
  else inline.children = children.slice(0, lastBreak)
  out.push(...cite)
}

function cited(state: StateCore, children: Token[]): Token[] {
  const open = new state.Token('cite_open', 'cite', 1)
  const inline = new state.Token('inline', '', 0)
  inline.children = children
  const close = new state.Token('cite_close', 'cite', -1)
  close.block = true
  return [open, inline, close]
}

const isBreak = (token: Token) => token.type === 'softbreak' || token.type === 'hardbreak'

function calloutHtml(token: Token, { labels }: Env) {
  const kind = token.info as Kind
  const box = own(
    'div',
    `class="f-callout${LOOKS[kind]}" role="note" aria-label="${escapeText(labels[kind])}"`,
  )
  const svg = own('svg', 'class="i" viewBox="0 0 24 24" aria-hidden="true"')
  return `${box}${svg}${own('path', `d="${DRAWINGS[kind]}"`)}</path></svg>${own('div')}`
}
