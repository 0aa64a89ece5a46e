/** Escapes what our Markdown would read as markup, and only that. */
import { EMOJI } from './emoji-names.ts'

const INLINE: [RegExp, string | ((...found: string[]) => string)][] = [
  [/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\'],
  [/`/g, '\\`'],
  // A star between spaces is a star; anything else may open or close.
  [/(?<=^|\S)\*|\*(?=\S|$)/g, '\\*'],
  // Underscores inside a word are letters.
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_'],
  [/~(?=~)/g, '\\~'],
  [/\](?=\()/g, '\\]'],
  [/\[(?=[ xX]\]|!)/g, '\\['],
  [/<(?=[a-z][a-z0-9+.-]*:|[^\s@<>]+@|\/?(?:kbd|sub|sup)>)/gi, '\\<'],
  [/&(?=#?\w{1,31};)/g, '\\&'],
  [
    /(?<![\p{L}\p{N}:]):(?=([a-z0-9_+-]{1,40}):(?![\p{L}\p{N}:]))/gu,
    (colon, name) => (EMOJI.has(name!) ? '\\:' : colon),
  ],
]

const LINE_START: [RegExp, string][] = [
  [/^(\s*)(#{1,6})(?=\s|$)/, '$1\\$2'],
  [/^(\s*)>/, '$1\\>'],
  [/^(\s*)([-+])(?=\s|$)/, '$1\\$2'],
  [/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2'],
  // A line of dashes or equals signs would turn the line above into a heading or a table.
  [/^(\s*)(?=[-=|: ]+$)([-=|])/, '$1\\$2'],
  [/^(\s*)~~~/, '$1\\~~~'],
  [/^(\s*)(\[[^\]]+\]:)/, '$1\\$2'],
  [/^(\s*)—(?=\s)/, '$1&mdash;'],
]

export function escapeMarkdown(text: string): string {
  let escaped = text
  for (const [pattern, by] of INLINE) escaped = escaped.replace(pattern, by as string)
  for (const [pattern, by] of LINE_START) escaped = escaped.replace(pattern, by)
  return escaped
}

/** Behind a mark such as `**` or `[` no line begins, so a number there is no list. */
export const midLine = (markdown: string) =>
  markdown.replace(/^(\d{1,9})\\([.)])/, '$1$2').replace(/^\\([-+#>])/, '$1')
