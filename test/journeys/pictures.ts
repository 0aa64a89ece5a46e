/** The pictures of docs/pictures, taken on the way when PICTURES=1. */
import type { Page } from '@playwright/test'
import sharp from 'sharp'

// A list goes on for ever; its picture need not.
const tallest = 2400

export async function takePicture(page: Page, name: string) {
  if (!process.env.PICTURES) return
  const { width, height: window } = page.viewportSize()!
  const whole = (await page.evaluate('document.documentElement.scrollHeight')) as number
  // A window as tall as the page: what stays at its edge would else lie across the middle.
  const height = Math.max(window, Math.min(whole, tallest))
  await page.setViewportSize({ width, height })
  // Parts that were below the edge are fetched now; those below the tallest picture are not.
  await page.waitForFunction("!document.querySelector('turbo-frame[src]:not([complete])')", null, { timeout: 2000 }).catch(() => {})
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width, height }, animations: 'disabled' })
  await page.setViewportSize({ width, height: window })
  await sharp(picture).png({ palette: true, quality: 100, dither: 0, effort: 8 }).toFile(`docs/pictures/${name}.png`)
}
