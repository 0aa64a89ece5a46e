/** `:smile:` for those who type names. */
import type { MarkdownIt, StateInline } from 'markdown-it'
import { EMOJI } from './emoji-names.ts'

// Not inside a word or a path: `std::x::y` and `10:30:45` are none.
const NAME = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{1,40}):(?![\p{L}\p{N}:])/uy

export function emoji(md: MarkdownIt) {
  md.inline.ruler.before('link', 'emoji', shortcode)
}

function shortcode(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3a) return false
  NAME.lastIndex = state.pos
  const found = NAME.exec(state.src)
  const drawing = found && EMOJI.get(found[1]!)
  if (!drawing) return false

  if (!silent) state.pending += drawing
  state.pos += found[0].length
  return true
}
