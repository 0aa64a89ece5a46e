/** HTML of other communities as our Markdown, for imports. */
import TurndownService from 'turndown'
import type { ConvertOptions, Flavour } from './shapes.ts'

const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-', emDelimiter: '*' })

export function toMarkdown(html: string, _flavour: Flavour, _options: ConvertOptions = {}): string {
  return service.turndown(html)
}
