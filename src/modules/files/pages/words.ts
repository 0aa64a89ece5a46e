/** What a file is and how large, in words. */
import { type Key, t } from '../../../texts/index.ts'

/** What is given under its own type, and named by it; everything else is a row of bytes. */
const known: Record<string, Key> = {
  'application/pdf': 'files:type.pdf',
  'application/zip': 'files:type.zip',
  'application/gzip': 'files:type.archive',
  'application/x-7z-compressed': 'files:type.archive',
  'application/x-tar': 'files:type.archive',
  'application/x-rar-compressed': 'files:type.archive',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'files:type.text',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'files:type.table',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'files:type.slides',
  'application/vnd.oasis.opendocument.text': 'files:type.text',
  'application/vnd.oasis.opendocument.spreadsheet': 'files:type.table',
  'application/vnd.oasis.opendocument.presentation': 'files:type.slides',
}

export const servedType = (type: string) => (known[type] ? type : 'application/octet-stream')

export function typeInWords(type: string): string {
  if (known[type]) return t(known[type])
  if (type === 'text/plain') return t('files:type.plain')
  if (type.startsWith('image/')) return t('files:type.picture')
  if (type.startsWith('video/')) return t('files:type.video')
  if (type.startsWith('audio/')) return t('files:type.sound')
  return t('files:type.other')
}

const kilobyte = 1024

const short = (n: number) => (n < 10 ? Math.round(n * 10) / 10 : Math.round(n))

export function sizeInWords(bytes: number): string {
  if (bytes < kilobyte) return t('files:size.b', { n: bytes })
  if (bytes < kilobyte * kilobyte) return t('files:size.kb', { n: Math.round(bytes / kilobyte) })
  const megabytes = bytes / kilobyte / kilobyte
  return megabytes < kilobyte ? t('files:size.mb', { n: short(megabytes) }) : t('files:size.gb', { n: short(megabytes / kilobyte) })
}
