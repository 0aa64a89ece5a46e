/**
 * Every page of the product at 360 and 1280 px, by day and by night: no serious finding of axe, no sideways scroll. With
 * PICTURES=1 it also takes the pictures of docs/pictures.
 */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccess, looks } from './access.ts'
import { join, site, walkInAs } from './people.ts'
import { pages, type Shown } from './pages.ts'

const signedIn = new Map<string, Awaited<ReturnType<Browser['newContext']>>['storageState'] extends () => Promise<infer State> ? State : never>()

async function open(browser: Browser, look: (typeof looks)[number], dark: boolean, who?: string): Promise<Page> {
  if (who && !signedIn.has(who)) {
    const context = await browser.newContext()
    await walkInAs(await context.newPage(), who)
    signedIn.set(who, await context.storageState())
    await context.close()
  }
  const context = await browser.newContext({
    viewport: look.viewport, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', ...(who && { storageState: signedIn.get(who)! }),
  })
  return context.newPage()
}

/** Some pages are best met on the way to them. */
async function arrive(page: Page, shown: Shown) {
  await page.goto(site() + shown.path)
  if (shown.name === 'question') await page.getByRole('main').getByRole('link', { name: /switches on and off every ten minutes/ }).first().click()
  if (shown.name === 'question') await page.getByRole('region', { name: /Accepted answer/ }).waitFor()
  if (shown.name === 'ask') {
    await page.getByLabel('Your question, in one sentence').fill('Hot water runs out after two showers since the update')
    await page.getByRole('region', { name: /may already help/ }).waitFor()
  }
  if (shown.name === 'mail' || shown.name === 'mail-itself') await page.getByRole('link', { name: /^Come in to/ }).first().click()
  if (shown.name === 'mail-itself') {
    await page.waitForURL(/\/dev\/mail\/\d+$/)
    await page.goto(`${page.url()}/html`)
  }
  await page.waitForLoadState('networkidle')
}

// A list goes on for ever; its picture need not.
const tallest = 2400

async function takePicture(page: Page, name: string) {
  const { width, height } = (await page.evaluate('({ width: window.innerWidth, height: document.documentElement.scrollHeight })')) as { width: number; height: number }
  await page.screenshot({ path: `docs/pictures/${name}.png`, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, tallest) }, animations: 'disabled' })
}

// There is mail once somebody has joined.
test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext()
  await join(await context.newPage(), 'Mia Mail', `mia-${Date.now()}@example.com`)
  await context.close()
})

for (const look of looks) {
  for (const dark of [false, true]) {
    for (const shown of pages) {
      test(`${shown.name}, ${look.name}, ${dark ? 'dark' : 'light'}`, async ({ browser }) => {
        const page = await open(browser, look, dark, shown.as)
        await arrive(page, shown)
        await expectAccess(page)
        if (process.env.PICTURES) await takePicture(page, `${shown.name}-${look.name}-${dark ? 'dark' : 'light'}`)
        await page.context().close()
      })
    }
  }
}

test('a first visit to a question is light: at most 90 KB and 12 requests, and readable before any script', async ({ browser }) => {
  const page = await open(browser, looks[0], false)
  await arrive(page, pages.find((each) => each.name === 'question')!)
  const address = page.url()
  await page.context().close()

  const fresh = await browser.newContext({ javaScriptEnabled: false })
  const bare = await fresh.newPage()
  await bare.goto(address)
  await expect(bare.getByRole('region', { name: /Accepted answer/ })).toBeVisible()
  await fresh.close()

  const visit = await (await browser.newContext()).newPage()
  const client = await visit.context().newCDPSession(visit)
  await client.send('Network.enable')
  const requests: string[] = []
  let bytes = 0
  client.on('Network.requestWillBeSent', (event) => { if (event.request.url.startsWith('http')) requests.push(event.request.url) })
  client.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength })
  await visit.goto(address)
  await visit.waitForLoadState('networkidle')
  console.log(`  first visit: ${(bytes / 1024).toFixed(1)} KB, ${requests.length} requests`)
  expect(bytes).toBeLessThanOrEqual(90 * 1024)
  expect(requests.length).toBeLessThanOrEqual(12)
  await visit.context().close()
})
