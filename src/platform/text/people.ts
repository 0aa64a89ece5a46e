/** Finds out whom a post addresses and whom it quotes, and that a mention inside a link is only text. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import type { Env } from './env.ts'

export function people(md: MarkdownIt) {
  md.core.ruler.push('people', (state) => gather(state))
}

function gather(state: StateCore) {
  const env = state.env as Env
  let quotes = 0
  let cites = 0
  for (const { type, children } of state.tokens) {
    if (type === 'blockquote_open') quotes++
    else if (type === 'blockquote_close') quotes--
    else if (type === 'cite_open') cites++
    else if (type === 'cite_close') cites--
    else if (children) gatherInline(children, cites ? env.quoted : quotes ? undefined : env.mentioned)
  }
}

function gatherInline(children: Token[], into: Set<string> | undefined) {
  let links = 0
  for (const token of children) {
    if (token.type === 'link_open') links++
    else if (token.type === 'link_close') links--
    else if (token.type === 'mention') {
      token.meta = { inLink: links > 0 }
      into?.add(token.content.toLowerCase())
    }
  }
}
