import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Chrome, ChromeContext } from './chrome.ts'

/** Parts outside a page: frames, streams. */
export function renderParts(parts: VNode | VNode[], chrome: Chrome): string {
  return renderToString(<ChromeContext.Provider value={chrome}>{parts}</ChromeContext.Provider>)
}

/** A whole page. */
export function renderPage(page: VNode, chrome: Chrome): string {
  return `<!doctype html>\n${renderParts(page, chrome)}`
}
