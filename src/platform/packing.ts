/** Packing pages for the way to the browser: tightly where it is done once for many, lightly where it is done for one. */
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, brotliDecompress, constants, gzip, gzipSync } from 'node:zlib'

export type Packing = 'br' | 'gzip' | 'identity'

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

/** What was packed by Brotli. */
export const unpack = promisify(brotliDecompress)

// A small window: it is as large as a page, and the memory of the packing stays small.
const brotliOptions = (bytes: Buffer, quality: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 18, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
})

export const packTightly = (bytes: Buffer, packing: Packing): Promise<Buffer> =>
  packing === 'gzip' ? zip(bytes, { level: 6 }) : brotli(bytes, brotliOptions(bytes, 5))

/** A page of 40 KB in a tenth of a millisecond, a sixth larger than packed tightly: less than the way to another thread costs. */
export const packLightly = (bytes: Buffer, packing: Packing): Buffer =>
  packing === 'gzip' ? gzipSync(bytes, { level: 1 }) : brotliCompressSync(bytes, brotliOptions(bytes, 0))

const packings: Packing[] = ['br', 'gzip']
const known = new Map<string, Packing>()

/** The best packing that this browser takes. Browsers say it in a few ways only: each is read once. */
export function packingFor(accepted: string | undefined): Packing {
  if (!accepted) return 'identity'
  const before = known.get(accepted)
  if (before) return before
  const refused = (name: string) => new RegExp(`${name}\\s*;\\s*q=0(\\.0*)?\\s*(,|$)`).test(accepted)
  const packing = packings.find((name) => new RegExp(`(^|[,\\s])${name}\\b`).test(accepted) && !refused(name)) ?? 'identity'
  if (known.size < 100) known.set(accepted, packing)
  return packing
}

/** In memory of its own: small buffers lie together in pieces of 64 KB, and one that is kept keeps its piece. */
export function alone(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(own)
  return own
}
