/** The little of the DOM that the rules look at, and what one conversion is set to. */
import type TurndownService from 'turndown'

export type Element = {
  nodeName: string
  nodeType: number
  isBlock: boolean
  isBlank: boolean
  className: string
  textContent: string
  data: string
  parentNode: Element | null
  previousSibling: Element | null
  nextSibling: Element | null
  firstChild: Element | null
  childNodes: Element[]
  children: Element[]
  getAttribute: (name: string) => string | null
  querySelector: (selector: string) => Element | null
  querySelectorAll: (selector: string) => Element[]
}

/** Conversion is synchronous, one page at a time. */
export const setting = { baseUrl: '', pollLabel: '' }

export type Rule = [when: (node: Element) => boolean, write: (node: Element, content: string) => string]

/** Adds rules in the terms of our small Element. A later rule goes before an earlier one. */
export function addRules(service: TurndownService, rules: Rule[]) {
  for (const [when, write] of rules) {
    service.addRule(`rule ${count++}`, {
      filter: (node) => when(node as unknown as Element),
      replacement: (content, node) => write(node as unknown as Element, content),
    })
  }
}

let count = 0

export const isNamed =
  (...names: string[]) =>
  ({ nodeName }: Element) =>
    names.includes(nodeName)

export const isA = (name: string, className: string) => (node: Element | null) =>
  node?.nodeName === name && hasClass(node, className)

export const hasClass = (node: Element, ...names: string[]) => {
  const classes = (node.getAttribute('class') ?? '').split(/\s+/)
  return names.some((name) => classes.includes(name))
}

export const inside = (node: Element, test: (above: Element) => boolean): boolean => {
  for (let above = node.parentNode; above; above = above.parentNode)
    if (above.nodeType === 1 && test(above)) return true
  return false
}

export const block = (markdown: string) => (markdown.trim() ? `\n\n${markdown.trim()}\n\n` : '')
export const ending = (isBlock: boolean) => (isBlock ? '\n\n' : '')

/** The address made absolute, or nothing if it leads nowhere that a post may lead. */
export function address(written: string | null): string {
  const trimmed = (written ?? '').trim()
  if (!trimmed || /^(?:javascript|vbscript|data|file|blob|about):/i.test(trimmed)) return ''
  if (trimmed.startsWith('//')) return `https:${trimmed}`
  if (trimmed.startsWith('#') || !setting.baseUrl) return trimmed
  return URL.parse(trimmed, setting.baseUrl)?.href ?? trimmed
}

/** An address as it stands between the brackets of a link. */
export function destination(url: string): string {
  const safe = url.replace(/\s/g, '%20').replace(/</g, '%3C').replace(/>/g, '%3E').replace(/\\/g, '%5C')
  return balanced(safe) ? safe : safe.replace(/\(/g, '%28').replace(/\)/g, '%29')
}

function balanced(text: string) {
  let open = 0
  for (const char of text) {
    if (char === '(') open++
    if (char === ')' && --open < 0) return false
  }
  return open === 0
}
