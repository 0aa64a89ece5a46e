/** Text without any markup: what is searched, what is quoted in lists, and what is shown when rendering fails. */
import { EXCERPT_LENGTH, VERSION } from './limits.ts'
import type { Cooked } from './shapes.ts'

export const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** NUL cannot be stored, half a surrogate pair cannot be encoded, other control characters mean nothing in a post. */
export const cleanSource = (source: string) =>
  source.toWellFormed().replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, '')

/** The source as its author typed it, in paragraphs. */
export function degraded(source: string, reason: NonNullable<Cooked['reason']>): Cooked {
  const clean = cleanSource(source)
  const text = clean.trim()
  const paragraphs = text.split(/\n\s*\n/).filter(Boolean)
  const html = paragraphs
    .map((lines) => `<p>${escapeText(lines).replaceAll('\n', '<br />\n')}</p>\n`)
    .join('')
  const nothing = { language: null, mentions: [], quoted: [], links: [], images: [], alone: [], attachments: 0 }
  return { html, text, excerpt: excerptOf(text), ...nothing, version: VERSION, degraded: true, reason }
}

/** The beginning of a text on one line, cut between words where there is a gap. */
export function excerptOf(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= EXCERPT_LENGTH) return line
  const cut = line.slice(0, EXCERPT_LENGTH - 1)
  const gap = cut.lastIndexOf(' ')
  return `${(gap > EXCERPT_LENGTH / 2 ? cut.slice(0, gap) : cut).toWellFormed().replace(/\ufffd$/, '')}…`
}

/** The words of a page that could not be converted. */
export const bareText = (html: string) =>
  html
    .replace(/<[^>]{0,5000}>/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim()
