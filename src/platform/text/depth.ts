/** Bounds on nesting: deeper quotes and lists are read as plain paragraphs, so that no text is lost. */
import type { MarkdownIt } from 'markdown-it'

const DEEPEST = 16

export function depth(md: MarkdownIt) {
  const { ruler } = md.block
  for (const name of ['blockquote', 'list']) {
    const rule = ruler.__rules__.find((each) => each.name === name)!
    const { fn, alt } = rule
    ruler.at(name, (state, ...lines) => state.level < DEEPEST && fn(state, ...lines), { alt })
  }
}
