/** Tables as pipes: a cell is one line, and the first row is the head when none is marked. */
import type TurndownService from 'turndown'
import { addRules, block, type Element, inside, isNamed } from './html-nodes.ts'

export function tableRules(service: TurndownService) {
  addRules(service, [
    [isNamed('TD', 'TH'), cell],
    [isNamed('TR'), (node, content) => (isInner(node) ? content : `|${content}\n`)],
    [isNamed('THEAD', 'TBODY', 'TFOOT'), (_node, content) => content],
    [isNamed('TABLE'), table],
    [isNamed('CAPTION', 'COL', 'COLGROUP'), () => ''],
  ])
}

function cell(node: Element, content: string) {
  const text = content
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\\?\|/g, '\\|')
  if (isInner(node)) return ` ${text} `
  const more = Math.min(20, Number.parseInt(node.getAttribute('colspan') ?? '1', 10) || 1) - 1
  return ` ${text} |${'  |'.repeat(more)}`
}

function table(node: Element, content: string) {
  if (inside(node, isNamed('TABLE'))) return content
  const rows = content.split('\n').filter((row) => row.startsWith('|'))
  // Tables that only lay out a page are read from top to bottom.
  if (rows.length < 2) return block(rows.join('').replace(/(?<!\\)\|/g, ' '))
  const [head, ...body] = rows
  const rule = `|${Array.from(node.querySelector('tr')!.children, alignment).join('')}`
  const caption = node.querySelector('caption')?.textContent.trim()
  return block([caption && `${caption}\n`, head, widened(rule, head!), ...body].filter(Boolean).join('\n'))
}

function alignment(node: Element) {
  const align = `${node.getAttribute('align') ?? ''}${/text-align:\s*(\w+)/.exec(node.getAttribute('style') ?? '')?.[1] ?? ''}`
  return align === 'right' ? ' ---: |' : align === 'center' ? ' :---: |' : ' --- |'
}

/** Spanned cells have no element of their own but need their dashes. */
function widened(rule: string, head: string) {
  const columns = (row: string) => row.match(/(?<!\\)\|/g)!.length
  return rule + ' --- |'.repeat(Math.max(0, columns(head) - columns(rule)))
}

const isInner = (node: Element) => {
  let tables = 0
  inside(node, ({ nodeName }) => {
    if (nodeName === 'TABLE') tables++
    return false
  })
  return tables > 1
}
