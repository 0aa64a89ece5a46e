/** What a first visit loads, counted in Chromium with an empty cache; null where there is none. */
import { existsSync } from 'node:fs'

export interface Visit {
  kilobytes: number
  requests: number
}

const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((file) => existsSync(file))

export async function firstVisit(address: string): Promise<Visit | null> {
  if (!chromium) return null
  const { chromium: playwright } = await import('@playwright/test')
  const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const client = await page.context().newCDPSession(page)
    await client.send('Network.enable')
    let [bytes, requests] = [0, 0]
    client.on('Network.requestWillBeSent', ({ request }) => { if (request.url.startsWith('http')) requests++ })
    client.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength })
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    return { kilobytes: bytes / 1024, requests }
  } finally {
    await browser.close()
  }
}
