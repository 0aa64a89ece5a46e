/** What a mail says: the words somebody wrote, without what they quote; and what it says of itself. */
import type { ParsedMail } from 'mailparser'

export type { ParsedMail } from 'mailparser'

// A mail is read by patterns: what is longer than this was not written by hand.
const longest = 200_000

// What reads mails is loaded with the first of them: most processes never see one.
export async function parse(raw: Buffer): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true, maxHtmlLengthToParse: longest })
  return Object.assign(mail, { text: without0(mail.text), html: mail.html && without0(mail.html), subject: without0(mail.subject) })
}

// No database takes this letter, and nobody writes it.
const without0 = <Text extends string | undefined>(text: Text) => text?.replaceAll('\0', '') as Text

/** The new words in Markdown: without the quoted mail, the line above it, and the signature. */
export async function wordsOf(mail: ParsedMail): Promise<string> {
  const { default: EmailReplyParser } = await import('email-reply-parser')
  const text = mail.text?.trim() ? mail.text : mail.html ? await fromHtml(mail.html) : ''
  const [lines, back] = withoutLongLines(text.slice(0, longest).replaceAll('\r\n', '\n'))
  const parsed = new EmailReplyParser().read(lines)
  return back(parsed.getVisibleText()).replace(/^[\t ]*-- ?\n[\s\S]*$/m, '').trim()
}

// The patterns that find quotes try anew at each letter of a line: one of 200 000 digits took them twenty seconds.
const longestLine = 500
const begins = 60

/** What is long stands aside, but for its beginning, which says whether it is quoted. @returns the rest, and the way back */
function withoutLongLines(text: string): [string, (short: string) => string] {
  const aside: string[] = []
  const short = text.replace(/[\uE000\uE001]/g, '').split('\n')
    .map((line) => (line.length > longestLine ? `${line.slice(0, begins)}\uE000${aside.push(line.slice(begins)) - 1}\uE001` : line))
  return [short.join('\n'), (left) => left.replace(/\uE000(\d+)\uE001/g, (_mark, at) => aside[Number(at)]!)]
}

// Nothing in them goes on past the next `<`, nor for long: who writes a mail chooses what is matched.
const quoted = /<(blockquote|div[^<>]{0,300}class="[^"<>]{0,200}(?:gmail_quote|moz-cite-prefix|yahoo_quoted)[^"<>]{0,200}")[\s\S]*$/i
const inside = /<img\b[^<>]{0,2000}\bsrc=["']?cid:[^<>]*>/gi

async function fromHtml(html: string): Promise<string> {
  const { default: TurndownService } = await import('turndown')
  return new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' }).turndown(html.slice(0, longest).replace(quoted, '').replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '').replace(inside, ''))
}

const header = (mail: ParsedMail, name: string): string => {
  const value = mail.headers.get(name)
  return typeof value === 'string' ? value.toLowerCase() : Array.isArray(value) ? value.join(' ').toLowerCase() : ''
}

/** A machine wrote it: an answer to it would never end. */
export function isAutomatic(mail: ParsedMail): boolean {
  const submitted = header(mail, 'auto-submitted')
  return (submitted !== '' && !submitted.startsWith('no')) || /\b(bulk|junk|auto_reply|list)\b/.test(header(mail, 'precedence'))
    || ['x-autoreply', 'x-autorespond', 'list-id', 'x-auto-response-suppress'].some((name) => mail.headers.has(name) && header(mail, name) !== 'none')
    || /^(mailer-daemon|postmaster|no-?reply)@/i.test(senderOf(mail))
}

// A mail has passed a dozen servers at most; one that goes round in a circle passes more and more.
const mostHops = 40

export function isLoop(mail: ParsedMail, ownAddresses: readonly string[]): boolean {
  const received = mail.headers.get('received')
  return (Array.isArray(received) ? received.length : 0) > mostHops || ownAddresses.some((own) => own.toLowerCase() === senderOf(mail))
}

/** Exactly one sender, in small letters; empty when there is none or more than one: who checks mails on the way looks at one of them. */
export function senderOf(mail: ParsedMail): string {
  const all = mail.from?.value ?? []
  const named = mail.headerLines.filter(({ key }) => key === 'from')
  return all.length === 1 && named.length === 1 ? (all[0]!.address ?? '').toLowerCase() : ''
}

/** What the receiving server that we trust found out of the sender: true when it says that the mail is not theirs. */
export function isCalledForged(mail: ParsedMail, trusts: string | undefined): boolean {
  if (!trusts) return false
  const value = mail.headers.get('authentication-results') as string | string[] | undefined
  return [value ?? []].flat().some((line) => {
    const [server = '', ...rest] = line.toLowerCase().split(';')
    const found = rest.join(';')
    if (server.trim().split(/\s/)[0] !== trusts.toLowerCase()) return false
    return /\bdmarc=fail\b/.test(found) || (!/\bdmarc=pass\b/.test(found) && /\bspf=(fail|softfail)\b/.test(found) && !/\bdkim=pass\b/.test(found))
  })
}

export interface Bounce {
  isFinal: boolean
  error: string
}

/** What a server says that could not deliver a mail of ours (RFC 3464). */
export function bounceIn(mail: ParsedMail, raw: Buffer): Bounce {
  const report = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
  const text = report ? report.content.toString('utf8') : raw.toString('latin1').slice(0, longest)
  const status = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? ''
  const said = /^Diagnostic-Code:\s*(.+)/im.exec(text)?.[1] ?? status
  return { isFinal: /^Action:\s*failed/im.test(text) && status.startsWith('5'), error: without0(said).trim() || 'came back' }
}
