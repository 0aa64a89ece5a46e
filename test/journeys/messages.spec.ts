/** In private: two people write live, one of them has had enough, and the team is asked. */
import { expect, type Page, test } from '@playwright/test'
import { expectAccessInEveryLook } from './access.ts'
import { site, walkInAs } from './people.ts'

const send = async (page: Page, words: string) => {
  await page.getByLabel('Write a message').last().fill(words)
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click()
}

test('two people write to each other live, one blocks the other, and somebody of the team answers', async ({ page, browser }) => {
  await walkInAs(page, 'Tomas Reiner')
  await page.goto(`${site()}/members/dev`)
  await page.getByRole('link', { name: 'Message', exact: true }).click()
  await page.getByLabel('Message', { exact: true }).fill('May I ask you about the short cycling, **in private**?')
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dev Achterberg' })).toBeVisible()
  await expect(page.getByText('Only you and Dev Achterberg see this.')).toBeVisible()

  const dev = await (await browser.newContext()).newPage()
  await walkInAs(dev, 'Dev Achterberg')
  await dev.getByRole('link', { name: 'Messages, 1 unread' }).click()
  await dev.getByRole('main').getByRole('link', { name: /Tomas Reiner/ }).click()
  await expect(dev.getByText('May I ask you about the short cycling')).toBeVisible()
  await expect(dev.getByRole('link', { name: 'Messages, nothing unread' })).toBeVisible()
  await expect(page.getByText(/^Seen /)).toBeVisible()

  await dev.getByLabel('Write a message').last().pressSequentially('Of course, go ahead.', { delay: 20 })
  await expect(page.getByText('Dev Achterberg is writing')).toBeVisible()
  await dev.route('**/messages', async (route) => { await new Promise((resolve) => setTimeout(resolve, 700)); await route.continue() })
  await dev.getByRole('main').getByRole('button', { name: 'Send' }).click()
  // What is written while that is on its way stays.
  await dev.getByLabel('Write a message').last().pressSequentially(' And')
  await expect(dev.getByRole('article').getByText('Of course, go ahead.')).toBeVisible()
  await expect(dev.getByLabel('Write a message').last()).toHaveValue('And')
  await dev.unroute('**/messages')
  await expect(page.getByText('Of course, go ahead.')).toBeVisible()
  for (const each of [1, 2, 3]) {
    await send(page, `Buy my pump, number ${each}`)
    await expect(page.getByRole('article').getByText(`Buy my pump, number ${each}`)).toBeVisible()
  }
  await expect(dev.getByText('Buy my pump, number 3')).toBeVisible()

  // What one wrote is put right, and taken back.
  await page.getByRole('article', { name: 'Tomas Reiner' }).last().getByLabel('More for this message').click()
  await page.getByRole('link', { name: 'Change' }).click()
  await page.getByRole('heading', { name: 'Change your message' }).waitFor()
  await page.getByLabel('Write a message').last().fill('Buy my pump, number four')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(dev.getByText('Buy my pump, number four')).toBeVisible()
  await page.getByRole('article', { name: 'Tomas Reiner' }).first().getByLabel('More for this message').click()
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('A message was taken back.')).toBeVisible()
  await expect(dev.getByText('A message was taken back.')).toBeVisible()

  await dev.getByRole('article', { name: 'Tomas Reiner' }).last().getByLabel('More for this message').click()
  await dev.getByRole('link', { name: 'Report to the team' }).click()
  await expect(dev.getByText('The reported message')).toBeVisible()
  await dev.getByLabel('What is wrong with it?').fill('Advertising.')
  await dev.getByRole('button', { name: 'Report' }).click()
  await expect(page.getByText(/A message here was reported/)).toBeVisible()
  await dev.getByLabel('More for this conversation').click()
  await dev.getByRole('button', { name: 'Block Tomas Reiner' }).click()
  await expect(dev.getByText('You have blocked Tomas Reiner. As long as you do')).toBeVisible()
  await send(page, 'One more?')
  await expect(page.getByText('Dev Achterberg does not take messages from you at the moment.').first()).toBeVisible()

  await page.goto(`${site()}/messages`)
  await page.getByRole('link', { name: 'Write to the team' }).first().click()
  await page.getByLabel('Message', { exact: true }).fill('Why does nobody want my pump?')
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Team of/ })).toBeVisible()

  const host = await (await browser.newContext()).newPage()
  await walkInAs(host, 'Ingrid')
  await host.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'To the team' }).click()
  await host.getByRole('main').getByRole('link', { name: 'Tomas Reiner' }).click()
  await send(host, 'Let us talk about that.')
  await expect(page.getByText('Let us talk about that.')).toBeVisible()
  await host.goto(`${site()}/messages/reports`)
  await expect(host.getByRole('heading', { name: 'Advertising.' })).toBeVisible()
  await expect(host.getByText('Buy my pump, number four')).toBeVisible()
  await expect(host.getByText('One more?')).toHaveCount(0)
})

test('what they see keeps what every page keeps, in every look', async ({ page, browser }) => {
  test.setTimeout(150_000)
  await walkInAs(page, 'Tomas Reiner')
  await page.goto(`${site()}/messages/new`)
  await expectAccessInEveryLook(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByLabel('To', { exact: true }).pressSequentially('yuki')
  await page.getByRole('option', { name: /Yuki/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('To', { exact: true }).pressSequentially('anne')
  await page.getByRole('option', { name: /Anneke/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('@yuki, @anneke, ')
  await page.getByLabel('Name of the circle').fill('Cellar club')
  await page.getByLabel('Message', { exact: true }).fill('Shall we compare our flow rates?')
  await page.getByRole('main').getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Cellar club' })).toBeVisible()
  await expectAccessInEveryLook(page)
  await page.goto(`${site()}/messages`)
  await expect(page.getByRole('link', { name: 'Cellar club' })).toBeVisible()
  await expectAccessInEveryLook(page)
  const host = await (await browser.newContext()).newPage()
  await walkInAs(host, 'Ingrid')
  for (const path of ['/messages/queue', '/messages/reports', '/settings/blocked']) {
    await host.goto(site() + path)
    await expectAccessInEveryLook(host)
  }
})
