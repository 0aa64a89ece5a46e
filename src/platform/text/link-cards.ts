/** An address that stands alone in a line becomes a card with what is known of the page; between < and > it stays one. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { type Env, OURS, own } from './env.ts'
import { escapeText } from './plain.ts'
import type { KnownLink } from './shapes.ts'

export function linkCards(md: MarkdownIt) {
  md.core.ruler.push('link_cards', findCards)
  md.renderer.rules.link_card = (tokens, index) => cardHtml(tokens[index]!.meta as KnownLink)
}

// In a list or a quotation it is one of many, or somebody else's.
function findCards(state: StateCore) {
  const env = state.env as Env
  const { tokens } = state
  for (const [index, open] of tokens.entries()) {
    if (open.type !== 'paragraph_open' || open.level !== 0) continue
    const address = aloneIn(tokens[index + 1]?.children ?? [])
    if (address === null) continue
    env.alone.add(address)
    const known = env.previews.find(({ url }) => url === address)
    if (known) replace(tokens, index, known, state)
  }
}

/** The address, where a paragraph holds nothing but it, written as it is. */
function aloneIn(children: readonly Token[]): string | null {
  const [open, text, close, ...more] = children.filter((token) => token.type !== 'text' || token.content.trim() !== '')
  if (more.length > 0 || open?.type !== 'link_open' || text?.type !== 'text' || close?.type !== 'link_close') return null
  if (open.markup !== 'linkify') return null
  const address = String(open.attrGet('href') ?? '')
  return /^https?:/i.test(address) ? address : null
}

/** In place of the paragraph: the tokens around it stay, so that nothing that looks at them by number is lost. */
function replace(tokens: Token[], index: number, known: KnownLink, state: StateCore) {
  const [open, inline, close] = [tokens[index]!, tokens[index + 1]!, tokens[index + 2]!]
  const card = new state.Token('link_card', '', 0)
  card.meta = known
  inline.children = [card]
  open.hidden = true
  close.hidden = true
}

function cardHtml({ url, title, description, site, picture, player }: KnownLink): string {
  const image = picture ? `<img ${OURS} class="f-link-picture" src="${escapeText(picture)}" alt="" loading="lazy" decoding="async">` : ''
  const about = description ? `${own('span', 'class="f-link-about"')}${escapeText(description)}</span>` : ''
  const words = `${own('span', 'class="f-link-words"')}${own('b')}${escapeText(title)}</b>${about}${own('span', 'class="f-link-site"')}${escapeText(site)}</span></span>`
  const box = player ? own('div', `class="f-page-card is-video" data-controller="video" data-video-player-value="${escapeText(player)}"`) : own('div', 'class="f-page-card"')
  const press = player ? ' data-action="video#play"' : ''
  return `${box}${own('a', `class="f-link-card" href="${escapeText(url)}" rel="nofollow ugc noopener"${press}`)}${image}${words}</a></div>\n`
}
