/** What Discourse makes of a post, read back. */
import type TurndownService from 'turndown'
import { EMOJI } from './emoji-names.ts'
import { around, box, codeBlock, picture } from './html-common.ts'
import { escapeMarkdown } from './html-escapes.ts'
import {
  addRules,
  address,
  block,
  destination,
  type Element,
  hasClass,
  isA,
  isNamed,
  setting,
} from './html-nodes.ts'

export function discourseRules(service: TurndownService) {
  addRules(service, [
    [isNamed('PRE'), codeBlock],
    [isPreview, preview],
    [isA('ASIDE', 'quote'), quote],
    [(node) => isA('DIV', 'title')(node) && isA('ASIDE', 'quote')(node.parentNode), () => ''],
    [(node) => hasClass(node, 'mention', 'mention-group'), (node) => node.textContent],
    [(node) => hasClass(node, 'hashtag', 'hashtag-cooked'), hashtag],
    [isA('IMG', 'emoji'), emoji],
    [isA('DIV', 'lightbox-wrapper'), lightbox],
    [(node) => isA('A', 'anchor')(node) && !node.textContent.trim(), () => ''],
    [isA('DIV', 'poll'), poll],
    [isA('SPAN', 'bbcode-b'), (_node, content) => around(content, '**')],
    [isA('SPAN', 'bbcode-i'), (_node, content) => around(content, '*')],
    [isA('SPAN', 'bbcode-s'), (_node, content) => around(content, '~~')],
  ])
  keepBlank(service)
}

/** Our convention: the words, then whose they are on the last line, with the post they are from if we know it. */
function quote(node: Element, content: string) {
  const words = content.trim()
  const whose = attribution(node)
  // A bare address of another topic is shown as if its beginning were quoted, by nobody and without paragraphs.
  if (!node.getAttribute('data-username') && whose && !node.querySelector('blockquote p'))
    return preview(node)
  return words && block(whose ? `${words}\n>\n> — ${whose}` : words)
}

function attribution(node: Element): string {
  const title = node.querySelector('.title a')
  // Quotations from another topic are headed by its title; the face beside it still tells who spoke.
  const face = /\/user_avatar\/[^/]+\/([^/]+)\//.exec(
    node.querySelector('img.avatar')?.getAttribute('src') ?? '',
  )?.[1]
  const name = (node.getAttribute('data-username') ?? face ?? '').trim().replace(/[\s[\]]+/g, '_')
  const [topic, post] = ['data-topic', 'data-post'].map(
    (key) => /^\d+$/.exec(node.getAttribute(key) ?? '')?.[0],
  )
  const source =
    topic && post && setting.baseUrl ? `/t/${topic}/${post}` : (title?.getAttribute('href') ?? '')
  const shown = name ? `@${name}` : escapeMarkdown(title?.textContent.trim() ?? '')
  return source && shown ? `[${shown}](${destination(address(source))})` : shown
}

/** Previews of other pages become a link with the title they had; ours are made afresh. */
const isPreview = (node: Element) =>
  isNamed('ASIDE', 'DIV', 'PRE')(node) && hasClass(node, 'onebox', 'lazyYT', 'lazy-video-container')

function preview(node: Element) {
  const url = address(previewUrl(node))
  const heading = firstOf(node, 'h3 a', 'h4 a', '.title a', '.onebox-body a', 'a')
  const title = (
    node.getAttribute('data-youtube-title') ??
    node.getAttribute('data-video-title') ??
    heading?.textContent ??
    ''
  )
    .replace(/\s+/g, ' ')
    .trim()
  if (!url) return block(title)
  return block(
    !title || title === url
      ? `<${destination(url)}>`
      : `[${title.replace(/[[\]\\*_`]/g, '\\$&')}](${destination(url)})`,
  )
}

const firstOf = (node: Element, ...selectors: string[]) =>
  selectors.map((selector) => node.querySelector(selector)).find((found) => found?.textContent.trim()) ?? null

function previewUrl(node: Element) {
  const video = node.getAttribute('data-youtube-id') ?? node.getAttribute('data-video-id')
  if (video) return `https://www.youtube.com/watch?v=${video}`
  const inner = node.querySelector('.lazyYT, .lazy-video-container')
  if (inner) return previewUrl(inner)
  const source =
    node.getAttribute('data-onebox-src') ??
    firstOf(node, 'h3 a', 'h4 a', '.source a', '.title a', 'a')?.getAttribute('href')
  return source ?? node.querySelector('iframe, video source, video, img')?.getAttribute('src') ?? null
}

/** `:smile:` when that is its name, the character itself otherwise. */
function emoji(node: Element) {
  const name = node.getAttribute('title') || node.getAttribute('alt') || ''
  const plain = name.replace(/^:([\w+-]+):t\d:$/, ':$1:')
  const drawing = EMOJI.get(plain.slice(1, -1))
  // Many stand right after a word, where a name would not be read as one.
  const touches =
    /[\p{L}\p{N}:]$/u.test(node.previousSibling?.textContent ?? '') ||
    /^[\p{L}\p{N}:]/u.test(node.nextSibling?.textContent ?? '')
  return drawing && touches ? drawing : plain
}

/** The picture in its full size, with the size it is shown in. */
function lightbox(node: Element) {
  const shown = node.querySelector('img')
  const full = node.querySelector('a.lightbox')?.getAttribute('href')
  return shown ? picture(shown, full ?? shown.getAttribute('src')) : ''
}

const hashtag = (node: Element) => {
  const text = node.textContent.trim()
  return text.startsWith('#') ? text : `#${text}`
}

function poll(node: Element) {
  const options = Array.from(node.querySelectorAll('li'), (option) => `- ${option.textContent.trim()}`)
  return block([`**${setting.pollLabel}**`, '', ...options].join('\n'))
}

/** Turndown drops what has no text before it asks any rule; these have none and still mean something. */
function keepBlank(service: TurndownService) {
  const { blankRule } = service.rules as unknown as { blankRule: { replacement: BlankReplacement } }
  const otherwise = blankRule.replacement
  blankRule.replacement = (content, node) => {
    if (isPreview(node)) return preview(node)
    if (hasClass(node, 'chcklst-box')) return box(node, hasClass(node, 'checked'))
    return otherwise(content, node)
  }
}

type BlankReplacement = (content: string, node: Element) => string
