/** What is special about posts from a Stack Exchange dump. */
import type TurndownService from 'turndown'
import { addRule, block, hasClass } from './html-nodes.ts'

export function stackexchangeRules(service: TurndownService) {
  // Runnable snippets are code blocks in a frame with buttons.
  addRule(service, 'snippet', { when: (node) => hasClass(node, 'snippet', 'snippet-code'), write: block })
  addRule(service, 'snippet controls', { when: (node) => hasClass(node, 'snippet-result', 'snippet-ctas'), write: () => '' })
}
