/** `@handle`, linked when it means a member or a group. */
import type { MarkdownIt, StateInline, Token } from 'markdown-it'
import type { Env } from './env.ts'
import { own } from './env.ts'

const HANDLE = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,58}[\p{L}\p{N}_])?`
// Not after a letter (an e-mail address) and not before a slash (a package such as @scope/name).
const WRITTEN = new RegExp(String.raw`(?<![\p{L}\p{N}_@/.-])@(${HANDLE})(?![\p{L}\p{N}_@/])`, 'gu')
const HERE = new RegExp(WRITTEN.source, 'uy')

/** All handles that a source may mention, code included: cheap, to look up who exists before cooking. */
export function handlesIn(source: string): string[] {
  return [...new Set(Array.from(source.matchAll(WRITTEN), ([, handle]) => handle!.toLowerCase()))]
}

export function mentions(md: MarkdownIt) {
  md.inline.ruler.before('link', 'mention', mention)
  md.renderer.rules.mention = (tokens, index, _options, env) => mentionHtml(tokens[index]!, env as Env)
}

function mention(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x40) return false
  HERE.lastIndex = state.pos
  const handle = HERE.exec(state.src)?.[1]
  if (!handle) return false

  if (!silent) state.push('mention', '', 0).content = handle
  state.pos += handle.length + 1
  return true
}

function mentionHtml({ content, meta }: Token, { known, knownGroups }: Env) {
  const handle = content.toLowerCase()
  // Of two with one name the member is meant: they were here before somebody named a group so.
  const place = known.has(handle) ? 'members' : knownGroups.has(handle) ? 'groups' : null
  if (meta?.inLink || !place) return `@${content}`
  return `${own('a', `class="f-mention" href="/${place}/${encodeURIComponent(handle)}"`)}@${content}</a>`
}
