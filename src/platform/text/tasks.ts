/** `- [ ] open` and `- [x] done`: boxes to look at, not to click. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import type { Env } from './env.ts'
import { OURS_VALUE, own } from './env.ts'
import { escapeText } from './plain.ts'

const BOX = /^\[([ xX])\][ \t]+/

export function tasks(md: MarkdownIt) {
  md.core.ruler.push('tasks', markTasks)
  md.renderer.rules.task = (tokens, index, _options, env) => boxHtml(tokens[index]!, env as Env)
}

function markTasks(state: StateCore) {
  const { tokens } = state
  for (let i = 2; i < tokens.length; i++) {
    if (tokens[i]!.type !== 'inline' || tokens[i - 2]!.type !== 'list_item_open') continue
    const first = tokens[i]!.children?.[0]
    // In the source too: an escaped bracket looks the same once it is read.
    const box = first?.type === 'text' && BOX.test(tokens[i]!.content) && BOX.exec(first.content)
    if (box) markTask(state, tokens[i - 2]!, tokens[i]!, box)
  }
}

function markTask(state: StateCore, item: Token, inline: Token, box: RegExpExecArray) {
  const task = new state.Token('task', '', 0)
  task.info = box[1] === ' ' ? 'open' : 'done'
  const first = inline.children![0]!
  first.content = first.content.slice(box[0].length)
  inline.children!.unshift(task)
  item.attrSet('k', OURS_VALUE)
  item.attrSet('class', 'f-todo')
}

function boxHtml({ info }: Token, { labels }: Env) {
  const done = info === 'done'
  const label = escapeText(done ? labels.done : labels.open)
  return `${own('input', `type="checkbox" disabled${done ? ' checked' : ''} aria-label="${label}"`)} `
}
