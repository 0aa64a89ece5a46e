/** Tables, code, headings and pictures in the shape that our pages give them. */
import type { MarkdownIt, Token } from 'markdown-it'
import type { Env } from './env.ts'
import { OURS_VALUE, own } from './env.ts'
import { languageName } from './languages.ts'
import { escapeText } from './plain.ts'

export function blocks(md: MarkdownIt) {
  const { rules } = md.renderer
  rules.table_open = (_tokens, _index, _options, env) => tableHtml(env as Env)
  rules.table_close = () => '</table></div>\n'
  rules.fence = (tokens, index, _options, env) => codeHtml(tokens[index]!, env as Env)
  rules.code_block = rules.fence
  rules.heading_open = (tokens, index, _options, env) => `<${headingTag(tokens[index]!, env as Env)}>`
  rules.heading_close = (tokens, index, _options, env) => `</${headingTag(tokens[index]!, env as Env)}>\n`
  md.core.ruler.push('cells', ({ tokens }) => tokens.forEach(alignCell))
  md.core.ruler.push('pictures', ({ tokens }) => {
    for (const { children } of tokens) children?.forEach(sizePicture)
  })
}

function tableHtml({ labels }: Env) {
  const label = escapeText(labels.table)
  return `${own('div', `class="f-scroll" tabindex="0" role="region" aria-label="${label}"`)}${own('table', 'class="table"')}\n`
}

function codeHtml({ info, content }: Token, env: Env) {
  const language = info.trim().split(/\s/, 1)[0]!.toLowerCase()
  const name = languageName(language)
  const label = escapeText(name ? `${env.labels.code}, ${name}` : env.labels.code)
  const code = env.colour(content.replace(/\n$/, ''), language)
  return `${own('pre', `tabindex="0" aria-label="${label}"`)}<code>${code}</code></pre>\n`
}

/** The page has the h1 and its sections the h2: a post begins below them. */
function headingTag({ tag }: Token, { headings }: Env) {
  return `h${Math.min(6, Number(tag[1]) + headings - 1)}`
}

/** Right-aligned columns are numbers in our tables; styles are not allowed on the page. */
function alignCell(token: Token) {
  if (token.type !== 'th_open' && token.type !== 'td_open') return
  const isNumber = String(token.attrGet('style') ?? '').endsWith('right')
  token.attrs = token.type === 'th_open' ? [['scope', 'col']] : []
  if (isNumber) token.attrs.push(['k', OURS_VALUE], ['class', 'n'])
}

/** `![Boiler|690x388](…)` tells the size, so that the page does not jump when the picture arrives. */
function sizePicture(token: Token) {
  if (token.type !== 'image') return
  const last = token.children?.at(-1)
  const size = last?.type === 'text' && /^(.*)\|(\d{1,4})x(\d{1,4})$/s.exec(last.content)
  if (!size) return
  last.content = size[1]!
  token.attrSet('width', size[2]!)
  token.attrSet('height', size[3]!)
}
