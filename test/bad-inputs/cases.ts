/** Each file that was made to hurt, and what must become of it. */
import { andZip, apngOf, claimingWebp, flatPng, gifAndScript, gifOf, page, pdfAndPage, profileBombPng, svg, textBombPng } from './made.ts'

export interface Case {
  name: string
  make: () => Buffer | Promise<Buffer>
  /** `picture`: drawn anew; `download`: only ever saved; `refused`: nothing stays of it. */
  becomes: 'picture' | 'download' | 'refused'
}

const photo = { width: 40, height: 30 }
/** A real picture, by the library that draws them. */
const drawn = async (as: 'jpeg' | 'webp' | 'png' | 'tiff' | 'avif', { width, height } = photo, options: object = {}) => {
  const { default: sharp } = await import('sharp')
  return sharp({ create: { width, height, channels: 3, background: '#c33' } }).toFormat(as, options).toBuffer()
}
const moving = async (frames: number) => {
  const { default: sharp } = await import('sharp')
  const tall = await sharp({ create: { width: 50, height: 50 * frames, channels: 3, background: '#3c3', noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).raw().toBuffer()
  return sharp(tall, { raw: { width: 50, height: 50 * frames, channels: 3, pageHeight: 50 } }).webp({ effort: 0, quality: 10 }).toBuffer()
}
const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share))

export const cases: Case[] = [
  { name: 'a PNG of 10,000 × 10,000 points in 300 KB', make: () => flatPng({ width: 10_000, height: 10_000 }), becomes: 'refused' },
  { name: 'a PNG that says it has 65,000 × 65,000 points', make: () => flatPng({ width: 8, height: 8 }, { width: 65_000, height: 65_000 }), becomes: 'refused' },
  { name: 'an interlaced PNG of 39 megapixels', make: () => drawn('png', { width: 7_800, height: 5_000 }, { progressive: true }), becomes: 'refused' },
  { name: 'a PNG of 39 megapixels', make: () => flatPng({ width: 7_800, height: 5_000 }), becomes: 'picture' },
  { name: 'a PNG as high as 39 million points, one wide', make: () => flatPng({ width: 1, height: 39_000_000 }), becomes: 'refused' },
  { name: 'a progressive JPEG of 39 megapixels', make: () => drawn('jpeg', { width: 7_800, height: 5_000 }, { progressive: true }), becomes: 'refused' },
  { name: 'a lossless WebP of 39 megapixels', make: () => drawn('webp', { width: 7_800, height: 5_000 }, { lossless: true, effort: 0 }), becomes: 'picture' },
  { name: 'a WebP that says it has 16,383 × 16,383 points', make: () => claimingWebp(16_383, 16_383), becomes: 'refused' },
  { name: 'an AVIF of 39 megapixels', make: () => drawn('avif', { width: 7_800, height: 5_000 }, { effort: 0 }), becomes: 'refused' },
  { name: 'a GIF that says it has 65,535 × 65,535 points', make: () => gifOf(1, { width: 65_535, height: 65_535 }), becomes: 'picture' },
  { name: 'a PNG with three texts of 200 MB each', make: () => textBombPng(200), becomes: 'picture' },
  { name: 'a PNG with a colour profile of 200 MB', make: () => profileBombPng(200), becomes: 'picture' },
  { name: 'a GIF of 200,000 pictures', make: () => gifOf(200_000), becomes: 'picture' },
  { name: 'an animated WebP of 300 pictures', make: () => moving(300), becomes: 'picture' },
  { name: 'an animated PNG of 50,000 pictures', make: () => apngOf(50_000), becomes: 'picture' },
  { name: 'a GIF that is a script too', make: gifAndScript, becomes: 'picture' },
  { name: 'a PDF that is a page too', make: pdfAndPage, becomes: 'download' },
  { name: 'a JPEG that is an archive too', make: async () => andZip(await drawn('jpeg')), becomes: 'picture' },
  { name: 'a drawing with scripts (SVG)', make: () => svg, becomes: 'download' },
  { name: 'a page with a script', make: () => page, becomes: 'download' },
  { name: 'a TIFF, which is not opened', make: () => drawn('tiff'), becomes: 'download' },
  { name: 'bytes of no kind', make: () => Buffer.from('00ff00ff01020304', 'hex'), becomes: 'download' },
  { name: 'nothing', make: () => Buffer.alloc(0), becomes: 'refused' },
  { name: 'a PNG cut off after its head', make: async () => cut(await drawn('png'), 0.3), becomes: 'refused' },
  { name: 'a JPEG cut off in the middle', make: async () => cut(await drawn('jpeg', { width: 900, height: 900 }), 0.5), becomes: 'refused' },
  { name: 'a WebP cut off in the middle', make: async () => cut(await drawn('webp', { width: 900, height: 900 }), 0.5), becomes: 'refused' },
  { name: 'a GIF cut off in its head', make: () => gifOf(1).subarray(0, 9), becomes: 'refused' },
]
