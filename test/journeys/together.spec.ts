/** Taking part: a poll and its votes, a word to an answer, a bookmark that reminds, cards, emoji and keys. */
import { expect, type Page, test } from '@playwright/test'
import { expectAccess, expectAccessInEveryLook } from './access.ts'
import { site, walkInAs } from './people.ts'

const title = 'Which evening shall we keep for repairs?'

/** Starts a discussion and goes on to its poll. */
async function startWithPoll(page: Page) {
  await page.goto(`${site()}/discussions/new`)
  await page.getByLabel('What is it about, in one sentence').fill(title)
  await page.getByLabel('Tell more').fill('The workshop is ours once a month. Vote for the evening that suits you.')
  await page.getByLabel('Space', { exact: true }).selectOption({ label: 'Getting started' })
  await page.getByRole('button', { name: 'Post, then add a poll' }).click()
  await page.getByRole('heading', { name: 'Add a poll' }).waitFor()
}

async function fillPoll(page: Page, options: string) {
  await page.getByLabel('Question', { exact: true }).fill('Which evening?')
  await page.getByLabel('Options', { exact: true }).fill(options)
}

test('a poll is made, voted in, changed, read, and closed', async ({ page, browser }) => {
  await walkInAs(page, 'Tomas Reiner')
  await startWithPoll(page)
  await fillPoll(page, 'Monday')
  await page.getByRole('button', { name: 'Add the poll' }).click()
  await expect(page.getByText('Give at least two options, one a line.').first()).toBeVisible()
  await expectAccess(page)
  await fillPoll(page, 'Monday\nThursday\nThe last Friday of the month')
  await page.getByLabel('to those who have voted').check()
  await page.getByRole('button', { name: 'Add the poll' }).click()
  const poll = page.getByRole('region', { name: 'Which evening?' })
  await expect(poll).toContainText('0 voters')
  const address = page.url().split('#')[0]!

  const other = await (await browser.newContext()).newPage()
  await walkInAs(other, 'Dev Achterberg')
  await other.goto(address)
  const theirs = other.getByRole('region', { name: 'Which evening?' })
  await expect(theirs).toContainText('Results are shown once you have voted.')
  await theirs.getByLabel('Monday').check()
  await theirs.getByRole('button', { name: 'Vote', exact: true }).click()
  await expect(theirs).toContainText('1 vote')
  await theirs.getByLabel('Thursday').check()
  await theirs.getByRole('button', { name: 'Change your vote' }).click()
  await expect(theirs.locator('label', { hasText: 'Thursday' })).toContainText('100 %')
  await expect(theirs.locator('label', { hasText: 'Thursday' })).toContainText('Your choice')
  await expectAccessInEveryLook(other)

  await page.goto(address)
  await page.getByRole('button', { name: 'More for this poll' }).or(page.getByLabel('More for this poll')).first().click()
  await page.getByRole('link', { name: 'Close the poll' }).click()
  await page.getByRole('button', { name: 'Close the poll' }).click()
  await expect(poll).toContainText('Won')
  await other.goto(`${site()}/notifications`)
  await expect(other.getByText('A poll that you voted in is closed')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a ranked, anonymous poll is made and voted in', async ({ page }) => {
    await page.goto(`${site()}/sign-in`)
    await page.getByRole('button', { name: /Tomas Reiner/ }).click()
    await startWithPoll(page)
    await fillPoll(page, 'Monday\nThursday\nFriday')
    await page.getByLabel('Ranked choices').check()
    await page.getByLabel('Anonymous ballots').check()
    await page.getByRole('button', { name: 'Add the poll' }).click()
    const poll = page.getByRole('region', { name: 'Which evening?' })
    await poll.getByLabel('1.').selectOption('Thursday')
    await poll.getByLabel('2.').selectOption('Monday')
    await poll.getByRole('button', { name: 'Vote', exact: true }).click()
    await expect(poll).toContainText('1 voter')
    await expect(poll).toContainText('Ahead')
  })
})

test('a word is said to an answer, its author is thanked, and the post is marked with a reminder', async ({ page, browser }) => {
  await walkInAs(page, 'Tomas Reiner')
  await page.goto(`${site()}/search?q=switches+on+and+off+every+ten+minutes`)
  await page.getByRole('main').getByRole('link', { name: /switches on and off every ten minutes/ }).first().click()
  const accepted = page.getByRole('region', { name: /Accepted answer/ })
  await accepted.getByLabel('React').first().click()
  await accepted.getByRole('button', { name: 'Thanks' }).click()
  const thanks = accepted.getByRole('button', { name: 'Thanks: 1' })
  await expect(thanks).toHaveAttribute('aria-pressed', 'true')
  await expect(thanks).toBeFocused()
  await thanks.hover()
  await expect(page.locator('.f-hover-card')).toContainText('Tomas Reiner')
  await page.keyboard.press('Escape')
  await expect(page.locator('.f-hover-card')).toHaveCount(0)

  await accepted.getByRole('button', { name: 'Bookmark', exact: true }).first().click()
  await page.getByRole('link', { name: 'Add a note or a reminder' }).click()
  await page.getByLabel('Note').fill('Try this before the first frost')
  await page.getByLabel('Tomorrow morning, at nine').check()
  await expectAccessInEveryLook(page)
  await page.getByRole('button', { name: 'Save the bookmark' }).click()
  await expect(page.getByText('Try this before the first frost')).toBeVisible()
  await expect(page.getByText(/Reminds you .*09:00|Reminds you .*08:00/)).toBeVisible()
  await expectAccessInEveryLook(page)

  const author = await (await browser.newContext()).newPage()
  await walkInAs(author, 'Dev Achterberg')
  await author.goto(`${site()}/notifications?which=you`)
  await expect(author.getByText('Tomas Reiner thanked you')).toBeVisible()
})

test('cards, emoji and keys by keyboard', async ({ page }) => {
  await walkInAs(page, 'Tomas Reiner')
  await page.goto(`${site()}/search?q=switches+on+and+off+every+ten+minutes`)
  await page.getByRole('main').getByRole('link', { name: /switches on and off every ten minutes/ }).first().click()
  const name = page.getByRole('region', { name: /Accepted answer/ }).getByRole('link', { name: 'Dev Achterberg' }).first()
  await name.hover()
  const card = page.locator('.f-hover-card')
  await expect(card).toContainText('accepted answers')
  await card.hover()
  await expect(card).toBeVisible()
  await expectAccess(page)
  await page.mouse.move(0, 0)
  await expect(card).toHaveCount(0)

  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toContainText('Search')
  await expect(sheet).not.toContainText('Next row')
  await expectAccess(page)
  await sheet.getByText('Single keys do something').click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(page.locator('[data-hotkey="/"]').first()).not.toBeFocused()

  const text = page.getByLabel('Your answer')
  await text.click()
  await text.pressSequentially('Well done :tada')
  await page.getByRole('option', { name: /:tada:/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect(text).toHaveValue(/Well done 🎉/)
  await page.getByRole('button', { name: 'Add an emoji' }).click()
  await page.keyboard.type('rocket')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(text).toHaveValue(/🚀/)
})
