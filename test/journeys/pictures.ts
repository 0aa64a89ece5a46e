/** The pictures of docs/pictures, taken on the way when PICTURES=1. */
import type { Page } from '@playwright/test'
import sharp from 'sharp'

// A list goes on for ever; its picture need not.
const tallest = 2400

export async function takePicture(page: Page, name: string) {
  if (!process.env.PICTURES) return
  const { width, height } = (await page.evaluate('({ width: window.innerWidth, height: document.documentElement.scrollHeight })')) as { width: number; height: number }
  const picture = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, tallest) }, animations: 'disabled' })
  await sharp(picture).png({ palette: true, quality: 100, dither: 0, effort: 8 }).toFile(`docs/pictures/${name}.png`)
}
