/** What every flavour of HTML has: links, pictures, code, lists, emphasis. */
import type TurndownService from 'turndown'
import { midLine } from './html-escapes.ts'
import { addRules, address, block, destination, type Element, inside, isNamed } from './html-nodes.ts'

export function commonRules(service: TurndownService) {
  addRules(service, [
    [isNamed('A'), link],
    [isNamed('IMG'), (node) => picture(node)],
    [isNamed('IFRAME', 'VIDEO', 'AUDIO', 'EMBED'), frame],
    [isNamed('PRE'), codeBlock],
    [isLinesOfCode, codeBlock],
    [isNamed('LI'), item],
    [isNamed('B', 'STRONG'), (_node, content) => around(content, '**')],
    [isNamed('I', 'EM'), (_node, content) => around(content, '*')],
    [isNamed('S', 'DEL', 'STRIKE'), (_node, content) => around(content, '~~')],
    [isBox, (node) => box(node, node.getAttribute('checked') !== null)],
    [isNamed('KBD', 'SUB', 'SUP'), small],
    [isNamed('SUMMARY', 'DT'), (_node, content) => block(around(content.trim(), '**'))],
    [isNamed('DETAILS'), (_node, content) => block(content)],
  ])
}

function link(node: Element, content: string): string {
  const url = address(node.getAttribute('href'))
  const label = midLine(content.replace(/\n+/g, ' ').trim())
  if (!url || !label) return content
  if (isBare(url, node)) return node.nextSibling?.textContent.match(/^[^\s.,;:!?)<]/) ? `<${url}>` : url
  const title = (node.getAttribute('title') ?? '').replace(/\s+/g, ' ').replaceAll('"', '\\"').trim()
  return `[${label}](${destination(url)}${title && ` "${title}"`})`
}

/** The address is its own text, so it stays as people type it. */
function isBare(url: string, node: Element) {
  const shown = node.textContent.trim()
  return (url === shown || url === `${shown}/`) && /^https?:\/\/[^\s<>()[\]*`\\"']*[\p{L}\p{N}/=]$/u.test(url)
}

export function picture(node: Element, source = node.getAttribute('src')): string {
  const url = address(source)
  const alt = (node.getAttribute('alt') ?? '')
    .replace(/\s+/g, ' ')
    .replace(/[[\]\\|]/g, '\\$&')
    .trim()
  if (!url) return alt
  return `![${alt}${size(node)}](${destination(url)})`
}

function size(node: Element) {
  const [width, height] = ['width', 'height'].map(
    (name) => /^\d{1,4}$/.exec(node.getAttribute(name) ?? '')?.[0],
  )
  return width && height ? `|${width}x${height}` : ''
}

/** What plays on the other site becomes a link to it. */
function frame(node: Element) {
  const source = node.getAttribute('src') ?? node.querySelector('source')?.getAttribute('src') ?? null
  const url = address(source).replace(
    /^https?:\/\/www\.youtube(?:-nocookie)?\.com\/embed\/([\w-]+).*$/,
    'https://www.youtube.com/watch?v=$1',
  )
  return url && block(`<${destination(url)}>`)
}

export function codeBlock(node: Element): string {
  const code = node.textContent.replace(/\n$/, '')
  if (!code.trim()) return ''
  const ticks = Math.max(2, ...Array.from(code.matchAll(/^ *(`{3,})/gm), ([, run]) => run!.length)) + 1
  const fence = '`'.repeat(ticks)
  return `\n\n${fence}${languageOf(node)}\n${code}\n${fence}\n\n`
}

/** Some write a whole program into what is meant for a word. */
const isLinesOfCode = (node: Element) =>
  node.nodeName === 'CODE' &&
  node.textContent.trim().includes('\n') &&
  !inside(node, isNamed('PRE', 'TD', 'TH', 'A'))

const NOT_LANGUAGES =
  /^(?:auto|default|none|nohighlight|text|plaintext|plain|hljs|prettyprint.*|code|onebox|lang-auto|s-code-block)$/

function languageOf(node: Element) {
  const inner = node.firstChild?.nodeName === 'CODE' ? node.firstChild.getAttribute('class') : ''
  const classes = `${inner ?? ''} ${node.getAttribute('class') ?? ''}`.split(/\s+/)
  const marked = classes.find((name) => /^lang(?:uage)?-/.test(name))?.replace(/^lang(?:uage)?-/, '')
  const word = marked ?? (inner ? classes[0]! : '')
  return NOT_LANGUAGES.test(word) ? '' : word.toLowerCase().replace(/[^a-z0-9+#.-]/g, '')
}

function item(node: Element, content: string): string {
  const list = node.parentNode
  const mark = list?.nodeName === 'OL' ? `${numberOf(node, list)}. ` : '- '
  const text = content.trim().replace(/\n/g, `\n${' '.repeat(mark.length)}`)
  return `${mark}${text}\n`
}

function numberOf(node: Element, list: Element) {
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1
  return Math.max(0, start) + Array.from(list.children).indexOf(node)
}

/** Emphasis may not begin or end with a space nor reach over a paragraph. */
export function around(content: string, mark: string): string {
  return content.replace(/[^\n]+/g, (line) => {
    const [, before, text, after] = /^(\s*)(.*?)(\s*)$/.exec(line)!
    return text ? `${before}${mark}${midLine(text)}${mark}${after}` : line
  })
}

const isBox = (node: Element) =>
  node.nodeName === 'INPUT' && node.getAttribute('type') === 'checkbox' && inside(node, isNamed('LI'))

export function box(node: Element, isChecked: boolean) {
  const gap = /^\s/.test(node.nextSibling?.textContent ?? '') ? '' : ' '
  return `${isChecked ? '[x]' : '[ ]'}${gap}`
}

function small({ nodeName }: Element, content: string) {
  const tag = nodeName.toLowerCase()
  return /^[^\n<[\]*_`]{1,100}$/.test(content) ? `<${tag}>${content}</${tag}>` : content
}
