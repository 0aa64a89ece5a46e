/** Tells what a file is by its content, and draws pictures anew: nothing of the file itself reaches anybody. */
import { fileTypeFromBuffer } from 'file-type'
import type { Sharp } from 'sharp'
import { longest, mostForAvif, mostPixels } from './limits.ts'
import { type Form, type Looked, type Use, widths } from './shapes.ts'

const drawable = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])
const side = 256
const blurSide = 20

interface Copy {
  pixels: Buffer
  width: number
  height: number
  channels: 1 | 2 | 3 | 4
}

/** @param on what is told while it works: when it is unpacked, and what is there before the slow forms */
export async function look(
  bytes: Buffer,
  use: Use,
  on: { decoded: () => void; looked: (looked: Looked, last: boolean) => void; more: (forms: Form[], last: boolean) => void },
): Promise<void> {
  if (bytes.length === 0) return on.looked({ kind: 'refused', why: 'empty' }, true)
  const type = await typeOf(bytes)
  if (!drawable.has(type)) return on.looked({ kind: 'other', type }, true)
  const copy = await decode(bytes, use)
  if (typeof copy === 'string') return on.looked({ kind: 'refused', why: copy }, true)
  on.decoded()
  const { width, height } = copy
  const forms: Form[] = use === 'face' ? [await webp(copy, side)] : []
  const wanted = widthsFor(width)
  if (use === 'post') for (const each of wanted) forms.push(await webp(copy, each))
  if (use === 'card') forms.push(await webp(copy, wanted[0]!))
  const picture = { kind: 'picture', type, width, height, blur: use === 'post' ? await blurOf(copy) : '', forms } as const
  on.looked(picture, use !== 'post')
  if (use !== 'post') return
  // Each as it is ready: when a larger one costs too much, the smaller ones stay.
  for (const each of wanted) if (areaOf(copy, each) <= mostForAvif) on.more([await avif(copy, each)], false)
  on.more([], true)
}

async function typeOf(bytes: Buffer): Promise<string> {
  const type = await fileTypeFromBuffer(bytes)
  if (type) return type.mime
  return isText(bytes) ? 'text/plain' : 'application/octet-stream'
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const widthsFor = (width: number) => [...widths.filter((each) => each < width), Math.min(width, longest.width)].filter((each, at, all) => all.indexOf(each) === at)

// Only what we draw can be opened at all; everything else in the library stays shut, whatever a file claims to be.
const openers = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`)
let drawing: Promise<typeof import('sharp')['default']> | undefined

const sharpOnce = () =>
  (drawing ??= import('sharp').then(({ default: sharp }) => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: openers })
    sharp.cache(false)
    sharp.concurrency(1)
    return sharp
  }))

async function decode(bytes: Buffer, use: Use): Promise<Copy | 'pixels' | 'broken'> {
  const sharp = await sharpOnce()
  // Of what moves, the first picture: a thousand others cost nothing then.
  const opened = sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'error', pages: 1 })
  const sized = use === 'face'
    ? opened.autoOrient().resize(side, side, { fit: 'cover' })
    : opened.autoOrient().resize(longest.width, longest.height, { fit: 'inside', withoutEnlargement: true })
  try {
    const { data, info } = await sized.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { pixels: data, width: info.width, height: info.height, channels: info.channels as Copy['channels'] }
  } catch (error) {
    return /pixel limit/i.test((error as Error).message) ? 'pixels' : 'broken'
  }
}

async function from({ pixels, width, height, channels }: Copy): Promise<Sharp> {
  return (await sharpOnce())(pixels, { raw: { width, height, channels } })
}

async function webp(copy: Copy, width: number): Promise<Form> {
  return { width, as: 'webp', bytes: await (await from(copy)).resize(width).webp({ quality: 80, effort: 3 }).toBuffer() }
}

const areaOf = ({ width, height }: Copy, wanted: number) => wanted * wanted * (height / width)

async function avif(copy: Copy, width: number): Promise<Form> {
  return { width, as: 'avif', bytes: await (await from(copy)).resize(width).avif({ quality: 55, effort: 1, chromaSubsampling: '4:2:0' }).toBuffer() }
}

// Behind a picture that one can see through, it would stay in sight.
async function blurOf(copy: Copy): Promise<string> {
  const isOpaque = copy.channels === 1 || copy.channels === 3 || (await (await from(copy)).stats()).isOpaque
  if (!isOpaque) return ''
  const tiny = await (await from(copy)).removeAlpha().resize(blurSide, blurSide, { fit: 'inside' }).webp({ quality: 30 }).toBuffer()
  return `data:image/webp;base64,${tiny.toString('base64')}`
}
