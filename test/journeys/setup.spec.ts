/** The first run, as the owner of a new server lives it: every step at every width, by day and by night. */
import { expect, type Page, test } from '@playwright/test'
import { expectAccessInEveryLook } from './access.ts'

const address = () => process.env.SETUP_URL!

async function next(page: Page, step: string) {
  await page.locator('main form button[type=submit]').last().click()
  await page.waitForURL((url) => url.pathname === step)
}

test('a stranger finds it closed; the owner goes from the first question to an open community', async ({ page, browser }) => {
  // Eight pages in four looks each.
  test.setTimeout(240_000)
  const elsewhere = await browser.newContext()
  const stranger = await elsewhere.newPage()
  await stranger.goto(address().split('?')[0]!)
  await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessInEveryLook(stranger)
  await elsewhere.close()

  await page.goto(address())
  await expectAccessInEveryLook(page, 'setup')
  await next(page, '/setup/looks')
  await page.locator('input[name=name]').fill('Brackenhus Commons')
  await expectAccessInEveryLook(page, 'setup-looks')
  await next(page, '/setup/joining')
  await expectAccessInEveryLook(page)
  await next(page, '/setup/administrator')
  await expectAccessInEveryLook(page)

  await page.locator('input[name=name]').fill('Ingrid Solheim')
  await page.locator('input[name=email]').fill('ingrid@brackenhus.example')
  await page.locator('input[name=password]').fill('short')
  await page.locator('main form').last().evaluate((form) => form.setAttribute('novalidate', ''))
  await page.locator('main form button[type=submit]').last().click()
  await page.locator('[aria-invalid=true]').first().waitFor()
  await expectAccessInEveryLook(page)
  await page.locator('input[name=password]').fill('a sentence to keep in mind')
  await next(page, '/setup/spaces')
  await expectAccessInEveryLook(page, 'setup-spaces')
  await next(page, '/setup/start')
  await expectAccessInEveryLook(page, 'setup-start')
  await page.getByRole('radio', { name: /empty/i }).check()
  await next(page, '/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
