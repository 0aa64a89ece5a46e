/** Reads cooked HTML as a browser does and says everything about it that must not be there. For tests only. */
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import { toMarkdown } from './html-to-markdown.ts'
import { prepare, render } from './render.ts'
import type { ConvertOptions, Cooked, Flavour, Labels, RenderOptions } from './shapes.ts'

type Node = DefaultTreeAdapterMap['childNode']
export type Tag = DefaultTreeAdapterMap['element']

// Written out again on purpose: a slip in the sanitiser's lists must not slip in here too.
const ATTRIBUTES: Record<string, string[]> = {
  a: ['href', 'title', 'rel', 'class'],
  img: ['src', 'alt', 'title', 'width', 'height', 'loading', 'decoding'],
  ol: ['start'],
  div: ['class', 'tabindex', 'role', 'aria-label'],
  pre: ['tabindex', 'aria-label'],
  table: ['class'],
  th: ['scope', 'class'],
  td: ['class'],
  li: ['class'],
  span: ['class'],
  svg: ['class', 'viewBox', 'aria-hidden'],
  path: ['d'],
  input: ['type', 'disabled', 'checked', 'aria-label'],
}
const BARE = 'p br hr h3 h4 h5 h6 em strong b s code blockquote cite ul thead tbody tr kbd sub sup'.split(' ')
const CLASSES = new Set(
  'f-mention f-scroll f-callout is-solved is-needs is-danger table n f-todo i t-c t-s t-k t-n t-f t-i t-d'.split(
    ' ',
  ),
)
const FIXED: Record<string, RegExp> = {
  rel: /^nofollow ugc noopener$/,
  tabindex: /^0$/,
  role: /^(?:note|region)$/,
  scope: /^col$/,
  type: /^checkbox$/,
  loading: /^lazy$/,
  decoding: /^async$/,
  width: /^\d{1,4}$/,
  height: /^\d{1,4}$/,
  start: /^\d+$/,
}

export const labels: Labels = {
  code: 'Code',
  table: 'Table',
  done: 'Done',
  open: 'Not done',
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
}

const options: RenderOptions = {
  mentions: ['dev'],
  groups: [],
  files: [],
    previews: [],
  baseUrl: 'https://here.example',
  headings: 3,
  labels,
  colourTime: 100,
}

export async function rendered(source: string, more: Partial<RenderOptions> = {}): Promise<Cooked> {
  await prepare(source, options)
  return render(source, { ...options, ...more })
}

export const fromHtml = (html: string, flavour: Flavour, options: Partial<ConvertOptions> = {}) =>
  toMarkdown(html, flavour, { pollLabel: 'Poll', ...options })

export function tagsOf(html: string): Tag[] {
  const found: Tag[] = []
  const visit = (node: Node) => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  parseFragment(html).childNodes.forEach(visit)
  return found
}

export const attributesOf = ({ attrs }: Tag) =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]))

export function faultsOf(html: string): string[] {
  return tagsOf(html).flatMap((tag) => {
    const allowed = ATTRIBUTES[tag.tagName] ?? (BARE.includes(tag.tagName) ? [] : undefined)
    if (!allowed) return [`<${tag.tagName}>`]
    return tag.attrs
      .filter(({ name, value }) => isFault(name, value, allowed))
      .map(({ name, value }) => `<${tag.tagName} ${name}="${value}">`)
  })
}

function isFault(name: string, value: string, allowed: string[]) {
  if (!allowed.includes(name)) return true
  if (name === 'class') return !value.split(' ').every((each) => CLASSES.has(each))
  if (name === 'href' || name === 'src') return !mayLead(value, name)
  return FIXED[name] !== undefined && !FIXED[name].test(value)
}

function mayLead(address: string, name: string) {
  const { protocol, username } = new URL(address, 'https://here.example/questions/1')
  return !username && ['http:', 'https:', ...(name === 'href' ? ['mailto:', 'tel:'] : [])].includes(protocol)
}
