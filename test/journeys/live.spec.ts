/** Two members in one thread: what one does, the other sees without loading anything again. */
import { expect, type Page, test } from '@playwright/test'
import { answer, ask, site, walkInAs } from './people.ts'

const question = { title: 'Does the pump hum louder since it got colder outside?', body: 'Moss 8, since Sunday, mostly at night.', space: 'Heating & comfort' }
const composer = (page: Page) => page.getByLabel('Your answer')
const card = (page: Page, words: string) => page.locator('article.f-post', { hasText: words })
const bell = (page: Page) => page.locator('#bell')

/** Other journeys leave their own in the same inbox. */
const unread = async (page: Page) => Number(/(\d+) unread/.exec(await bell(page).getAttribute('aria-label') ?? '')?.[1] ?? 0)

/** The page holds its line: what is done from here on is told. */
async function isListening(page: Page, address: string) {
  await page.goto(address)
  await page.waitForTimeout(4_000)
}

/** Marks the document: a page that was loaded again would have lost it. */
const mark = (page: Page) => page.evaluate(() => { document.documentElement.dataset.seen = 'once' })
const isSame = (page: Page) => page.evaluate(() => document.documentElement.dataset.seen === 'once')

test('answers, edits, votes and the accepted mark appear; the unread count, who writes; a line that was cut misses nothing', async ({ page, browser }) => {
  test.setTimeout(150_000)
  const other = await (await browser.newContext()).newPage()
  await walkInAs(page, 'Tomas Reiner')
  await walkInAs(other, 'Dev Achterberg')
  const address = await ask(page, question)
  await isListening(page, address)
  await mark(page)

  await test.step('who writes is shown', async () => {
    await isListening(other, address)
    await composer(other).pressSequentially('Mine hums, too, ', { delay: 60 })
    await expect(page.locator('#presence')).toContainText('Dev Achterberg is writing')
  })

  await test.step('an answer appears, and nothing twice for who wrote it', async () => {
    await composer(other).fill('Mine hums, too: the **feet** were loose.')
    await other.getByRole('button', { name: 'Post answer' }).click()
    await expect(card(page, 'feet were loose')).toBeVisible()
    await expect(page.getByRole('heading', { name: '1 answer' })).toBeVisible()
    await other.waitForTimeout(1_500)
    await expect(card(other, 'feet were loose')).toHaveCount(1)
    await expect(page.locator('#presence')).not.toContainText('is writing')
  })

  await test.step('an edit and a vote change what is there', async () => {
    await other.goto(address)
    await card(other, 'feet were loose').locator('summary[aria-label^="More for the post"]').click()
    await other.getByRole('link', { name: 'Edit' }).first().click()
    await other.waitForURL(/\/edit$/)
    await other.locator('textarea[name=body]').fill('Mine hums, too: the rubber feet were loose.')
    await other.getByRole('button', { name: 'Save' }).click()
    await expect(card(page, 'rubber feet were loose')).toBeVisible()
    const third = await (await browser.newContext()).newPage()
    await walkInAs(third, 'Ingrid')
    await third.goto(address)
    await third.getByRole('button', { name: /^Helpful/ }).first().click()
    await expect(card(page, 'rubber feet').getByRole('button', { name: /^Helpful/ })).toContainText('1')
    await third.close()
  })

  await test.step('the accepted mark appears for the one who answered, and their unread count changes', async () => {
    await isListening(other, `${site()}/about`)
    const before = await unread(other)
    const reader = await (await browser.newContext()).newPage()
    await isListening(reader, address)
    await page.getByRole('button', { name: 'Accept' }).first().click()
    await expect(bell(other)).toHaveAccessibleName(new RegExp(`, ${before + 1} unread`))
    await expect(reader.getByRole('region', { name: /Accepted answer/ })).toContainText('rubber feet')
    await expect(card(reader, 'rubber feet')).toHaveCount(1)
    await reader.close()
  })

  await test.step('a line that was cut comes back with nothing missed; a draft is not moved for it', async () => {
    await isListening(page, address)
    await mark(page)
    await composer(page).fill('Thank you, I will look at')
    const top = () => composer(page).evaluate((field) => Math.round(field.getBoundingClientRect().top))
    const before = await top()
    await page.context().setOffline(true)
    await answer(other, address, 'And look at the pipe clamps.')
    await expect(card(other, 'pipe clamps')).toBeVisible()
    await page.context().setOffline(false)
    const pill = page.getByRole('button', { name: '1 new answer' })
    await expect(pill).toBeVisible({ timeout: 60_000 })
    expect(await top()).toBe(before)
    await expect(composer(page)).toHaveValue('Thank you, I will look at')
    await pill.click()
    await expect(card(page, 'pipe clamps')).toBeVisible()
    await expect(card(page, 'pipe clamps')).toHaveCount(1)
    expect(await isSame(page)).toBe(true)
  })
  await other.close()
})

test('a list says how many threads are new', async ({ page, browser }) => {
  await isListening(page, `${site()}/questions?list=latest`)
  const other = await (await browser.newContext()).newPage()
  await walkInAs(other, 'Tomas Reiner')
  await ask(other, { ...question, title: 'Is there a quiet mode for the night?' })
  const pill = page.getByRole('button', { name: '1 new thread' })
  await expect(pill).toBeVisible()
  await pill.click()
  await expect(page.locator('.f-row-title').first()).toContainText('quiet mode for the night')
  await other.close()
})
