/** Names of files: what is left of them, how they stand in addresses, and how addresses are found in texts. */
import { randomBytes } from 'node:crypto'

export const newKey = () => randomBytes(12).toString('hex')
export const keyForm = /^[0-9a-f]{24}$/

const longestName = 100

/**
 * The last part of a path, without what nobody sees, what turns the reading direction, and what means something to a
 * file system. An ending is kept when the rest is too long.
 */
export function cleanName(given: string): string {
  const name = (given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*%#`[\]]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (name === '') return 'file'
  const letters = [...name]
  if (letters.length <= longestName) return name
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  return letters.slice(0, longestName - ending.length).join('') + ending
}

/** A picture is kept as WebP, whatever it came as. */
export const pictureName = (name: string) => `${stemOf(name)}.webp`
/** Where a file is opened; a picture as the one that was drawn of it. */
export const addressOfFile = ({ key, name, width }: { key: string; name: string; width: number | null }) => addressOf({ key, name: width !== null ? pictureName(name) : name })
export const stemOf = (name: string) => name.replace(/\.[a-z0-9]{1,8}$/i, '') || name

// Parentheses end an address in Markdown.
const inAddress = (name: string) => encodeURIComponent(name).replace(/[()'!*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
export const addressOf = ({ key, name }: { key: string; name: string }) => `/files/${key}/${inAddress(name)}`

const addresses = /\/files\/([0-9a-f]{24})(?![0-9a-f])/g
// More than this is no text any more.
const mostKeys = 200

/** The files that a text may show. */
export function keysIn(text: string): string[] {
  if (!text.includes('/files/')) return []
  return [...new Set(Array.from(text.matchAll(addresses), ([, key]) => key!))].slice(0, mostKeys)
}

/** `Content-Disposition`: with a name of plain letters for those who know no other. */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_')
  return `${how}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`
}
