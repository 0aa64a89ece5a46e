/** A group that everybody sees: its members are called by its name, and what they need is at hand. */
import { expect, type Page, test } from '@playwright/test'
import { site, walkInAs } from './people.ts'

async function write(page: Page, text: string) {
  await page.locator('#answer-text, #body, textarea[name="body"]').first().click()
  await page.keyboard.type(text)
}

test('a group is called by its name, and hears of it; a file is pinned and found', async ({ browser }) => {
  const [tomas, dev] = [await (await browser.newContext()).newPage(), await (await browser.newContext()).newPage()]
  await walkInAs(tomas, 'Tomas')
  await walkInAs(dev, 'Dev')
  await tomas.goto(`${site()}/groups/lantern-testers`)
  await tomas.getByRole('link', { name: 'What should 4.3 say about itself?' }).click()
  await write(tomas, 'I ask @lantern')
  const offered = tomas.getByRole('option', { name: /Lantern testers tells \d+ people/ })
  await expect(offered).toBeVisible()
  await tomas.keyboard.press('Enter')
  await tomas.keyboard.type(': which line is missing?')
  await tomas.getByRole('button', { name: 'Preview' }).first().click()
  await expect(tomas.getByText(/This tells \d+ people in Lantern testers\./)).toBeVisible()
  await tomas.getByRole('button', { name: 'Preview' }).first().click()
  await tomas.getByRole('button', { name: 'Post reply' }).click()
  await expect(tomas.locator('.f-mention', { hasText: '@lantern-testers' }).last()).toHaveAttribute('href', '/groups/lantern-testers')

  await expect(async () => {
    await dev.goto(`${site()}/notifications`)
    await expect(dev.getByRole('link', { name: 'Tomas Reiner wrote to your group' })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await expect(dev.getByText('you are in Lantern testers')).toBeVisible()

  await tomas.goto(`${site()}/groups/old-stone-houses/files`)
  await tomas.locator('#file').setInputFiles({ name: 'lime-prices.txt', mimeType: 'text/plain', buffer: Buffer.from('Lime: 12, sand: 3.') })
  await tomas.getByRole('button', { name: 'Send and pin' }).click()
  await expect(tomas.getByRole('link', { name: 'lime-prices.txt' })).toBeVisible()
  await dev.goto(`${site()}/groups/old-stone-houses`)
  await expect(dev.getByRole('complementary').getByRole('link', { name: 'lime-prices.txt' })).toBeVisible()
  await tomas.getByRole('button', { name: 'Unpin lime-prices.txt' }).click()
  await tomas.getByRole('button', { name: 'Undo' }).click()
  await expect(tomas.getByRole('button', { name: 'Unpin lime-prices.txt' })).toBeVisible()
})
