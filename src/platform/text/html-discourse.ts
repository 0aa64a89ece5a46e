/** What Discourse makes of a post, read back. */
import type TurndownService from 'turndown'
import { around, codeBlock, isNamed, link, picture } from './html-common.ts'
import { addRule, address, block, destination, type Element, hasClass, setting } from './html-nodes.ts'

export function discourseRules(service: TurndownService) {
  const drop = () => ''
  addRule(service, 'quote', { when: isA('ASIDE', 'quote'), write: quote })
  addRule(service, 'quote title', { when: (node) => isA('DIV', 'title')(node) && isA('ASIDE', 'quote')(node.parentNode), write: drop })
  addRule(service, 'preview', { when: isPreview, write: (_content, node) => preview(node) })
  addRule(service, 'mention', { when: (node) => hasClass(node, 'mention', 'mention-group'), write: (_content, node) => node.textContent })
  addRule(service, 'emoji', { when: isA('IMG', 'emoji'), write: (_content, node) => emoji(node) })
  addRule(service, 'large picture', { when: isA('DIV', 'lightbox-wrapper'), write: (_content, node) => lightbox(node) })
  addRule(service, 'attachment', { when: isA('A', 'attachment'), write: link })
  addRule(service, 'hashtag', { when: (node) => hasClass(node, 'hashtag', 'hashtag-cooked'), write: (_content, node) => hashtag(node) })
  addRule(service, 'anchor', { when: (node) => isA('A', 'anchor')(node) && !node.textContent.trim(), write: drop })
  addRule(service, 'poll', { when: isA('DIV', 'poll'), write: (_content, node) => poll(node) })
  addRule(service, 'bold', { when: isA('SPAN', 'bbcode-b'), write: (content) => around(content, '**') })
  addRule(service, 'italic', { when: isA('SPAN', 'bbcode-i'), write: (content) => around(content, '*') })
  addRule(service, 'struck out', { when: isA('SPAN', 'bbcode-s'), write: (content) => around(content, '~~') })
  addRule(service, 'code preview', { when: (node) => isNamed('PRE')(node) && !hasClass(node, 'onebox'), write: (_content, node) => codeBlock(node) })
  keepBlank(service)
}

const isA = (name: string, className: string) => (node: Element | null) =>
  node?.nodeName === name && hasClass(node, className)

/** Our convention: the words, then whose they are on the last line, with the post they are from if we know it. */
function quote(content: string, node: Element) {
  const words = content.trim()
  const name = (node.getAttribute('data-username') ?? titleOf(node)).trim().replace(/[\s[\]]+/g, '_')
  if (!words) return ''
  return block(name ? `${words}\n>\n> — ${attributed(name, node)}` : words)
}

function attributed(name: string, node: Element) {
  const [topic, post] = ['data-topic', 'data-post'].map((key) => /^\d+$/.exec(node.getAttribute(key) ?? '')?.[0])
  if (!topic || !post || !setting.baseUrl) return `@${name}`
  return `[@${name}](${address(`/t/${topic}/${post}`)})`
}

const titleOf = (node: Element) => node.querySelector('.title')?.textContent.trim().replace(/:$/, '') ?? ''

/** Previews of other pages become a link with the title they had; ours are made afresh. */
const isPreview = (node: Element) =>
  (isNamed('ASIDE', 'DIV', 'PRE')(node) && hasClass(node, 'onebox', 'lazyYT', 'lazy-video-container')) || isA('DIV', 'onebox')(node)

function preview(node: Element) {
  const url = address(previewUrl(node))
  const heading = node.querySelector('h3 a, h4 a, .onebox-body a, a')
  const title = (node.getAttribute('data-youtube-title') ?? node.getAttribute('data-video-title') ?? heading?.textContent ?? '')
    .replace(/\s+/g, ' ').trim()
  if (!url) return block(title)
  return block(!title || title === url ? `<${destination(url)}>` : `[${title.replace(/[[\]\\*_`]/g, '\\$&')}](${destination(url)})`)
}

function previewUrl(node: Element) {
  const video = node.getAttribute('data-youtube-id') ?? node.getAttribute('data-video-id')
  if (video) return `https://www.youtube.com/watch?v=${video}`
  const inner = node.querySelector('.lazyYT, .lazy-video-container')
  if (inner) return previewUrl(inner)
  const source = node.getAttribute('data-onebox-src') ?? node.querySelector('h3 a, h4 a, .source a, a')?.getAttribute('href')
  return source ?? node.querySelector('iframe, video source, video, img')?.getAttribute('src') ?? null
}

/** `:smile:` when that is its name, the character itself otherwise. */
function emoji(node: Element) {
  const name = node.getAttribute('title') || node.getAttribute('alt') || ''
  return name.replace(/^:([a-z0-9_+-]+):t\d:$/, ':$1:')
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
  const { options } = service as unknown as { options: { blankReplacement: (content: string, node: Element) => string } }
  const otherwise = options.blankReplacement
  const rules = (service as unknown as { rules: { blankRule: { replacement: typeof otherwise } } }).rules
  rules.blankRule.replacement = (content, node) => {
    if (isPreview(node)) return preview(node)
    if (hasClass(node, 'chcklst-box')) return hasClass(node, 'checked') ? '[x] ' : '[ ] '
    return otherwise(content, node)
  }
}
