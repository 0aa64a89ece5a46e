/** The main job, as a customer lives it: look, find; join, ask with answers first; get an answer; accept it. */
import { expect, test } from '@playwright/test'
import { answer, ask, join, site, walkInAs } from './people.ts'

test('home, search, a question with its accepted answer', async ({ page }) => {
  await page.goto(site())
  const hero = page.getByRole('main').locator('input[name=q]').first()
  await hero.fill('short cycling heat curve')
  await hero.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('results for')
  await page.getByRole('main').getByRole('link', { name: /switches on and off every ten minutes/ }).first().click()

  await expect(page.getByRole('heading', { level: 1 })).toContainText('Moss 8 switches on and off')
  const accepted = page.getByRole('region', { name: /Accepted answer/ })
  await expect(accepted).toContainText('Lower the heat curve')
  await expect(accepted).toContainText('Dev Achterberg')
})

test('join, ask with answers first, be answered, accept', async ({ page, browser }) => {
  await join(page, 'Wilma Journey', 'wilma@example.com')

  await page.getByRole('banner').getByRole('link', { name: 'Ask' }).click()
  await page.getByLabel('Your question, in one sentence').fill('Shower turns cold since the Lantern update on Monday')
  const matches = page.getByRole('region', { name: /may already help/ })
  await expect(matches).toBeVisible()
  await matches.locator('summary').filter({ hasText: 'Solved' }).first().click()
  await expect(matches.getByRole('button', { name: 'This solved it' }).first()).toBeVisible()
  await expect(matches.locator('.f-prose').first()).toBeVisible()

  const address = await ask(page, {
    title: 'Shower turns cold since the Lantern update on Monday',
    body: 'Tarn 200, two of us. **52 °C** on the display, cold after four minutes.', space: 'Hot water',
  })

  const other = await (await browser.newContext()).newPage()
  await walkInAs(other, 'Dev Achterberg')
  await answer(other, address, 'Set **Hot water → Comfort** on the Lantern and wait forty minutes.')
  await expect(other.getByText('Set Hot water → Comfort on the Lantern')).toBeVisible()

  await page.goto(address)
  await page.getByRole('button', { name: 'Accept' }).first().click()
  await expect(page.getByRole('region', { name: /Accepted answer/ })).toContainText('Set Hot water → Comfort')

  await other.goto(`${site()}/notifications`)
  await expect(other.getByText(/accepted by Wilma Journey/)).toBeVisible()
  await page.goto(`${site()}/notifications`)
  await expect(page.getByText('Dev Achterberg answered your question')).toBeVisible()
})

test('"This solved it" ends the draft as a deflection', async ({ page }) => {
  await page.goto(`${site()}/questions/new`)
  await page.getByLabel('Your question, in one sentence').fill('Hot water only half full after firmware 4.2')
  const matches = page.getByRole('region', { name: /may already help/ })
  await matches.getByRole('button', { name: 'This solved it' }).first().click()
  await expect(page).toHaveURL(/\/questions\/\d+\//)
  await expect(page.getByText(/solved|glad|good to hear/i).first()).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('reading, searching, signing in, asking, answering, voting', async ({ page }) => {
    await page.goto(site())
    await page.getByRole('main').locator('input[name=q]').first().fill('legionella')
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('results for')

    await page.goto(`${site()}/sign-in`)
    await page.getByLabel('E-mail').fill('tomas@brackenhus.example')
    await page.getByLabel('Password').fill('open-the-door')
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()

    await ask(page, { title: 'Does the Lantern keep its settings without power?', body: 'The electrician comes on Friday.', space: 'App & Lantern' })

    await page.goto(`${site()}/questions?list=unanswered`)
    await page.getByRole('main').locator('.f-row-title a').filter({ hasNotText: 'without power' }).first().click()
    await page.getByLabel('Your answer').fill('Try it with the manual beside you.')
    await page.getByRole('button', { name: 'Post answer' }).click()
    await expect(page.getByText('Try it with the manual beside you.')).toBeVisible()

    await page.goto(`${site()}/questions?list=latest`)
    await page.getByRole('main').locator('.f-row', { has: page.locator('.is-solved') }).first().locator('.f-row-title a').click()
    const helpful = page.getByRole('region', { name: /Accepted answer/ }).getByRole('button', { name: /^Helpful/ })
    const before = await helpful.innerText()
    await helpful.click()
    await expect(page.getByRole('region', { name: /Accepted answer/ }).getByRole('button', { name: /^Helpful/ })).not.toHaveText(before)
  })
})
