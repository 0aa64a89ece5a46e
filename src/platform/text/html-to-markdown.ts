/**
 * HTML of other communities as our Markdown, for imports.
 *
 * The result is source that people will edit, so it is escaped only where the meaning would change.
 */
import TurndownService from 'turndown'
import { commonRules } from './html-common.ts'
import { discourseRules } from './html-discourse.ts'
import { escapeMarkdown } from './html-escapes.ts'
import { type Element, ending, setting } from './html-nodes.ts'
import { stackexchangeRules } from './html-stackexchange.ts'
import { tableRules } from './html-tables.ts'
import { bareText, cleanSource } from './plain.ts'
import type { ConvertOptions, Flavour } from './shapes.ts'

const FLAVOURS: Record<Flavour, (service: TurndownService) => void> = {
  discourse: discourseRules,
  stackexchange: stackexchangeRules,
  plain: () => {},
}

const services = new Map<Flavour, TurndownService>()

export function toMarkdown(html: string, flavour: Flavour, options: ConvertOptions): string {
  setting.baseUrl = options.baseUrl ?? ''
  setting.pollLabel = options.pollLabel
  const clean = cleanSource(html)
  try {
    return tidy(serviceFor(flavour).turndown(clean))
  } catch (error) {
    // Thousands of elements in each other exhaust the stack; their words are still worth having.
    if (error instanceof RangeError) return bareText(clean)
    throw error
  }
}

function serviceFor(flavour: Flavour): TurndownService {
  const known = services.get(flavour)
  if (known) return known
  const service = newService()
  for (const addRules of [commonRules, tableRules, FLAVOURS[flavour]]) addRules(service)
  services.set(flavour, service)
  return service
}

function newService() {
  const service = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
    hr: '---',
    preformattedCode: true,
    // Ours breaks a line where the source does.
    br: '',
    blankReplacement: (_content, node) => ending((node as unknown as Element).isBlock),
  })
  service.escape = escapeMarkdown
  return service.remove(['script', 'style', 'noscript', 'template', 'svg', 'head', 'title'] as never)
}

const tidy = (markdown: string) =>
  markdown
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
