/** The mark of the community as a file: for the tab, the home screen of a phone, and previews elsewhere. */
import { renderToString } from 'preact-render-to-string'
import { BrandMark } from '#ui/brand-mark.tsx'

const paper = '#faf9f6'

/** The house with a leaf in the owner's colour, on its own. */
export function markSvg(brand: string): string {
  const drawn = renderToString(<BrandMark />)
    .replaceAll('currentColor', brand)
    .replaceAll('var(--color-paper)', paper)
  return drawn.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
}

export type Cut = 'bare' | 'tile' | 'maskable'

// Phones cut what is maskable to a circle or a drop: the mark keeps within four fifths of its paper.
const edges = { tile: 0.12, maskable: 0.21 }

function tile(brand: string, size: number, cut: keyof typeof edges): string {
  const edge = Math.round(size * edges[cut])
  const inner = markSvg(brand).replace(
    '<svg ',
    `<svg x="${edge}" y="${edge}" width="${size - 2 * edge}" height="${size - 2 * edge}" `,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${paper}"/>${inner}</svg>`
}

const drawn = new Map<string, Promise<Buffer>>()
// One colour at a time is in use; previews of others are drawn anew.
const mostKept = 24

/** @param cut without paper around for the tab of a browser; as a tile; as a tile that may be cut */
export function markPng(brand: string, size: number, cut: Cut = 'tile'): Promise<Buffer> {
  const key = `${brand} ${size} ${cut}`
  if (drawn.size > mostKept) drawn.clear()
  if (!drawn.has(key)) drawn.set(key, draw(cut === 'bare' ? markSvg(brand) : tile(brand, size, cut), size))
  return drawn.get(key)!
}

async function draw(svg: string, size: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg), { density: 300 }).resize(size, size).png().toBuffer()
}
