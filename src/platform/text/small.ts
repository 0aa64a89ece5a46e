/** The three tags that Markdown has no sign for, each with plain text in it and nothing else. */
import type { MarkdownIt, StateInline } from 'markdown-it'

const SMALL = /<(kbd|sub|sup)>([^<\n]{1,200})<\/\1>/y

export function small(md: MarkdownIt) {
  md.inline.ruler.before('autolink', 'small', tag)
}

function tag(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false
  SMALL.lastIndex = state.pos
  const found = SMALL.exec(state.src)
  if (!found) return false

  const [all, name, text] = found
  if (!silent) {
    state.push('small_open', name!, 1)
    state.push('text', '', 0).content = state.md.utils.unescapeAll(text!)
    state.push('small_close', name!, -1)
  }
  state.pos += all.length
  return true
}
