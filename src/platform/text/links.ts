/** Which addresses become links without being asked to. */
import type { MarkdownIt } from 'markdown-it'
import { mayLink } from './urls.ts'

const HOST_AND_PATH =
  /(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?::\d{1,5})?(?:[/?#](?:[^\s<>"'`]{0,2000}[\p{L}\p{N}/=&#_-])?)?/iuy

export function links(md: MarkdownIt) {
  md.validateLink = mayLink
  // A word such as `readme.md` or `main.rs` is a file far more often than a site; only `www.` is beyond doubt.
  md.linkify.set({ fuzzyLink: false })
  md.linkify.add('www.', {
    validate: lengthAt,
    normalize: (match) => {
      match.url = `https://${match.url}`
    },
  })
}

function lengthAt(text: string, position: number): number {
  HOST_AND_PATH.lastIndex = position
  return HOST_AND_PATH.exec(text)?.[0].length ?? 0
}
