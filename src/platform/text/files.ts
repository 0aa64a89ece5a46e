/** Files of this site: pictures with their sizes and a blur to stand there until they come, attachments as cards. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { type Env, OURS, OURS_VALUE, own } from './env.ts'
import { escapeText } from './plain.ts'
import type { KnownFile } from './shapes.ts'

export function files(md: MarkdownIt) {
  md.core.ruler.push('files', findFiles)
  md.renderer.rules.own_picture = (tokens, index) => pictureHtml(tokens[index]!)
  md.renderer.rules.file_card = (tokens, index) => cardHtml(tokens[index]!)
}

const ADDRESS = /^\/files\/([0-9a-f]{24})(?:[/?#]|$)/

/** The file that an address of this site is of; undefined for all others. */
function fileAt(address: string, { files: known, baseUrl }: Env): KnownFile | null | undefined {
  const path = baseUrl && address.startsWith(`${baseUrl}/`) ? address.slice(baseUrl.length) : address
  const key = ADDRESS.exec(path)?.[1]
  return key === undefined ? undefined : (known.find((file) => file.key === key) ?? null)
}

function findFiles(state: StateCore) {
  for (const [index, token] of state.tokens.entries()) {
    if (token.type !== 'inline' || !token.children) continue
    token.children = shown(state, token.children)
    markGallery(token.children, state.tokens[index - 1], state.tokens[index + 1])
  }
}

function shown(state: StateCore, children: Token[]): Token[] {
  const env = state.env as Env
  const out: Token[] = []
  let inLink = false
  for (let at = 0; at < children.length; at++) {
    const token = children[at]!
    const card = token.type === 'link_open' ? attachmentIn(state, children, at, env) : null
    if (card) {
      out.push(card.token)
      at = card.end
      continue
    }
    if (token.type === 'link_open' || token.type === 'link_close') inLink = token.type === 'link_open'
    out.push(token.type === 'image' ? pictureFor(state, token, inLink, env) : token)
  }
  return out
}

/** A link to an attachment, with all that stands in it. */
function attachmentIn(state: StateCore, children: Token[], at: number, env: Env) {
  const file = fileAt(String(children[at]!.attrGet('href') ?? ''), env)
  if (!file || file.picture) return null
  const end = children.findIndex((token, index) => index > at && token.type === 'link_close')
  const label = children.slice(at + 1, end).map((token) => token.content).join('').trim()
  return { token: made(state, 'file_card', file, label || file.name), end }
}

function pictureFor(state: StateCore, token: Token, inLink: boolean, env: Env): Token {
  const file = fileAt(String(token.attrGet('src') ?? ''), env)
  if (file === undefined) return token
  const alt = token.children?.map((child) => child.content).join('').trim() ?? ''
  // Of what is gone, or was never the writer's to show, its description stays.
  if (file === null) return text(state, alt)
  const picture = made(state, file.picture ? 'own_picture' : 'file_card', file, alt || (file.picture ? '' : file.name))
  picture.hidden = inLink
  return picture
}

function text(state: StateCore, content: string): Token {
  const token = new state.Token('text', '', 0)
  token.content = content
  return token
}

function made(state: StateCore, type: string, file: KnownFile, label: string): Token {
  const token = new state.Token(type, '', 0)
  token.meta = file
  token.content = label
  return token
}

const isGap = ({ type, content }: Token) => type === 'softbreak' || type === 'hardbreak' || (type === 'text' && content.trim() === '')

/** Several pictures and nothing else in a paragraph stand side by side. */
function markGallery(children: Token[], open: Token | undefined, close: Token | undefined) {
  const pictures = children.filter(({ type }) => type === 'own_picture').length
  if (pictures === 0 || open?.type !== 'paragraph_open' || !close) return
  if (!children.every((token) => token.type === 'own_picture' || isGap(token))) return
  open.tag = 'div'
  close.tag = 'div'
  open.attrs = [['k', OURS_VALUE], ['class', pictures > 1 ? 'f-gallery' : 'f-shot']]
  for (const token of children) if (token.type === 'softbreak' || token.type === 'hardbreak') Object.assign(token, { type: 'text', content: ' ' })
}

const SIZES = '(min-width: 48rem) 42rem, 100vw'

function pictureHtml({ meta, content, hidden }: Token): string {
  const { address, picture } = meta as KnownFile
  const { width, height, blur, widths } = picture!
  const size = `width="${width}" height="${height}"`
  const set = widths.map((each) => `${address}?w=${each} ${each}w`).join(', ')
  const below = blur && `<img ${OURS} class="f-blur" src="${blur}" alt="" aria-hidden="true" ${size}>`
  const image = `<img ${OURS} src="${address}" srcset="${set}" sizes="${SIZES}" alt="${escapeText(content)}" ${size} loading="lazy" decoding="async">`
  const tall = height > width * 1.4 ? 'f-pic is-tall' : 'f-pic'
  // Inside of a link the picture leads where the link does.
  if (hidden) return `${own('span', `class="${tall}"`)}${below}${image}</span>`
  return `${own('a', `class="${tall}" href="${address}"`)}${below}${image}</a>`
}

function cardHtml({ meta, content, hidden }: Token): string {
  const { address, name, note } = meta as KnownFile
  const words = `${own('b')}${escapeText(content)}</b> ${own('span', 'class="f-file-note"')}${escapeText(note)}</span>`
  return hidden ? words : `${own('a', `class="f-file" href="${address}" download="${escapeText(name)}"`)}${words}</a>`
}
