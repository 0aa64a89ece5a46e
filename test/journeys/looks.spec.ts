/**
 * Every page of the product at 360 and 1280 px, by day and by night: no serious finding of axe, no sideways scroll. With
 * PICTURES=1 it also takes the pictures of docs/pictures.
 */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccess, looks } from './access.ts'
import { answer, ask, join, site, walkInAs } from './people.ts'
import { takePicture } from './pictures.ts'
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
  if (shown.name === 'mail' || shown.name === 'mail-itself') await page.getByRole('link', { name: /^Dev Achterberg answered/ }).first().click()
  if (shown.name === 'mail-itself') {
    await page.waitForURL(/\/dev\/mail\/\d+$/)
    await page.goto(`${page.url()}/html`)
  }
  await page.waitForLoadState('networkidle')
}

// There is mail once somebody has joined, asked and been answered.
test.beforeAll(async ({ browser }) => {
  const asking = await (await browser.newContext()).newPage()
  await join(asking, 'Mia Mail', `mia-${Date.now()}@example.com`)
  const question = await ask(asking, {
    title: 'May the buffer tank stand in the attic?', body: 'Two storeys, 300 litres, wooden floor.', space: 'Getting started',
  })
  const helping = await (await browser.newContext()).newPage()
  await walkInAs(helping, 'Dev Achterberg')
  await answer(helping, question, [
    'It may, if the floor carries **400 kg** on one square metre. In this order:', '',
    '1. **Ask who built the house** what the beams carry.',
    '2. **Put a tray with a drain** under the tank.',
    '3. **Keep the way to the pump short**: each metre of pipe costs warmth.', '',
    '@tomas has one up there.',
  ].join('\n'))
  await helping.getByText('It may, if the floor carries').waitFor()
  await asking.context().close()
  await helping.context().close()
})

for (const look of looks) {
  for (const dark of [false, true]) {
    for (const shown of pages) {
      test(`${shown.name}, ${look.name}, ${dark ? 'dark' : 'light'}`, async ({ browser }) => {
        const page = await open(browser, look, dark, shown.as)
        await arrive(page, shown)
        await expectAccess(page)
        await takePicture(page, `${shown.name}-${look.name}-${dark ? 'dark' : 'light'}`)
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

test.describe('from right to left', () => {
  for (const look of looks) {
    test(`the pages that everybody meets, ${look.name}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: look.viewport, reducedMotion: 'reduce', locale: 'ar' })
      const page = await context.newPage()
      for (const path of ['/', '/questions', '/search?q=heat', '/sign-in']) {
        await page.goto(site() + path)
        await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
        await expectAccess(page)
      }
      await context.close()
    })
  }
})
