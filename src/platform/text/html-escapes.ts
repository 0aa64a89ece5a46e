/** Escapes what our Markdown would read as markup, and only that. */
import { EMOJI } from './emoji-names.ts'

const INLINE: [RegExp, string | ((...found: string[]) => string)][] = [
  [/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\'],
  [/`/g, '\\`'],
  // A star between spaces is a star; anything else may open or close.
  [/(^|\S)\*|\*(?=\S|$)/g, (found) => found.replace('*', '\\*')],
  // Underscores inside a word are letters.
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_'],
  [/~(?=~)/g, '\\~'],
  [/\](?=[([:])/g, '\\]'],
  [/\[(?=[ xX]\]|!)/g, '\\['],
  [/<(?=[a-z][a-z0-9+.-]*:|[^\s@<>]+@|\/?(?:kbd|sub|sup)>)/gi, '\\<'],
  [/&(?=#?\w{1,31};)/g, '\\&'],
  [/:(?=([a-z0-9_+-]{1,40}):)/g, (colon, name) => (EMOJI.has(name!) ? '\\:' : colon)],
]

const LINE_START: [RegExp, string][] = [
  [/^(\s*)(#{1,6})(?=\s|$)/, '$1\\$2'],
  [/^(\s*)>/, '$1\\>'],
  [/^(\s*)([-+])(?=\s|$)/, '$1\\$2'],
  [/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2'],
  // A line of dashes or equals signs would turn the line above into a heading or a table.
  [/^(\s*)(?=[-=|: ]+$)([-=|])/, '$1\\$2'],
  [/^(\s*)~~~/, '$1\\~~~'],
  [/^(\s*)—(?=\s)/, '$1\\—'],
]

export function escapeMarkdown(text: string): string {
  let escaped = text
  for (const [pattern, by] of INLINE) escaped = escaped.replace(pattern, by as string)
  for (const [pattern, by] of LINE_START) escaped = escaped.replace(pattern, by)
  return escaped
}

/** Inside the square brackets of a link every bracket counts. */
export const escapeLabel = (markdown: string) => markdown.replace(/\n+/g, ' ').trim()
