/** What is special about posts from a Stack Exchange dump. */
import type TurndownService from 'turndown'
import { addRules, block, hasClass } from './html-nodes.ts'

export function stackexchangeRules(service: TurndownService) {
  addRules(service, [
    // Runnable snippets are code blocks in a frame with buttons.
    [(node) => hasClass(node, 'snippet', 'snippet-code'), (_node, content) => block(content)],
    [(node) => hasClass(node, 'snippet-result', 'snippet-ctas'), () => ''],
  ])
}
