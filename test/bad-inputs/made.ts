/** Files that were made to hurt, made anew each time: nobody has to keep one. */
import { crc32, deflateSync } from 'node:zlib'

const chunk = (name: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

const header = ({ width, height, interlaced = false }: { width: number; height: number; interlaced?: boolean }) => {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data.set([8, 2, 0, 0, interlaced ? 1 : 0], 8)
  return chunk('IHDR', data)
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const end = chunk('IEND', Buffer.alloc(0))

/** A PNG of one colour, whose lines pack to almost nothing. */
export function flatPng(size: { width: number; height: number; interlaced?: boolean }, claimed = size): Buffer {
  const lines = deflateSync(Buffer.alloc((size.width * 3 + 1) * size.height), { level: 9 })
  return Buffer.concat([signature, header(claimed), chunk('IDAT', lines), end])
}

/** Text that unpacks to many megabytes beside a picture of one point. */
export function textBombPng(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 65), { level: 9 })
  const text = (keyword: string) => chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), packed]))
  return Buffer.concat([signature, header({ width: 1, height: 1 }), text('Comment'), text('Author'), text('Title'), chunk('IDAT', deflateSync(Buffer.alloc(4))), end])
}

/** A colour profile that unpacks to many megabytes. */
export function profileBombPng(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 })
  return Buffer.concat([signature, header({ width: 4, height: 4 }), chunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), packed])), chunk('IDAT', deflateSync(Buffer.alloc(4 * 13))), end])
}

/** A GIF of many pictures of one point each, on a canvas as large as it says. */
export function gifOf(frames: number, { width, height } = { width: 1, height: 1 }, comment = ''): Buffer {
  const screen = Buffer.alloc(13)
  screen.write('GIF89a', 'latin1')
  screen.writeUInt16LE(width, 6)
  screen.writeUInt16LE(height, 8)
  screen[10] = 0x80
  const colours = Buffer.from([0, 0, 0, 255, 255, 255])
  const frame = Buffer.concat([Buffer.from('21f90404000000002c00000000010001000002024401', 'hex').subarray(0, 8), Buffer.from('2c000000000100010000', 'hex'), Buffer.from('0202440100', 'hex')])
  const said = comment ? [Buffer.from([0x21, 0xfe, comment.length]), Buffer.from(comment, 'latin1'), Buffer.from([0])] : []
  return Buffer.concat([screen, colours, ...said, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

/** An animated PNG: one point, shown anew so many times. */
export function apngOf(frames: number): Buffer {
  const control = Buffer.alloc(8)
  control.writeUInt32BE(frames)
  let sequence = 0
  const parts: Buffer[] = []
  for (let at = 0; at < frames; at++) {
    const about = Buffer.alloc(26)
    about.writeUInt32BE(sequence++, 0)
    about.writeUInt32BE(1, 4)
    about.writeUInt32BE(1, 8)
    parts.push(chunk('fcTL', about))
    const data = deflateSync(Buffer.alloc(4))
    const number = Buffer.alloc(4)
    if (at > 0) number.writeUInt32BE(sequence++)
    parts.push(at === 0 ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([number, data])))
  }
  return Buffer.concat([signature, header({ width: 1, height: 1 }), chunk('acTL', control), ...parts, end])
}

/** A GIF whose first bytes are a script when it is read as one. */
export function gifAndScript(): Buffer {
  const gif = gifOf(1, { width: 0x2f2a, height: 1 })
  return Buffer.concat([gif, Buffer.from('*/=1;alert(document.domain)//', 'latin1')])
}

export const pdfAndPage = () =>
  Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n<html><body><script>alert(document.domain)</script></body></html>\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1')

/** An empty archive hung to the end of a picture: read from the end it is a ZIP. */
export const andZip = (picture: Buffer, inside = 'PAYLOAD') => Buffer.concat([picture, Buffer.from(inside, 'latin1'), Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')])

export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(document.domain)</script><image href="http://127.0.0.1/x"/></svg>')
export const page = Buffer.from('<!doctype html><script>alert(document.domain)</script>')

/** Names that want to be somewhere else, or something else. */
export const names: [given: string, kept: string][] = [
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['/absolute/name.txt', 'name.txt'],
  ['photo\u0000.png.exe', 'photo.png.exe'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['line\r\nSet-Cookie: a=b.txt', 'lineSet-Cookie- a=b.txt'],
  ['"quoted"; filename="x.html"', '-quoted-; filename=-x.html-'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(96)}.pdf`],
  ['....', 'file'],
  ['', 'file'],
  ['ünïcode ✓.txt', 'ünïcode ✓.txt'],
]

/** A lossless WebP with nothing behind its head. */
export function claimingWebp(width: number, height: number): Buffer {
  const bits = Buffer.alloc(64)
  bits[0] = 0x2f
  bits.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1)
  const body = Buffer.concat([Buffer.from('WEBPVP8L', 'latin1'), Buffer.from([bits.length, 0, 0, 0]), bits])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length)
  return Buffer.concat([Buffer.from('RIFF', 'latin1'), size, body])
}
