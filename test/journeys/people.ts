/** What people of the journeys do, in their words. */
import type { Page } from '@playwright/test'

export const site = () => process.env.JOURNEY_URL!

/** One click on the sign-in page of the demo. */
export async function walkInAs(page: Page, name: string) {
  await page.goto(`${site()}/sign-in`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('link', { name: new RegExp(`profile.*${name}`, 'i') }).first().waitFor()
}

/** Joins, reads the mail on /dev/mail, follows its link. */
export async function join(page: Page, name: string, email: string) {
  await page.goto(`${site()}/join`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill('a sentence to keep in mind')
  await page.getByRole('main').getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { name: 'Look at your mail' }).waitFor()
  await page.goto(`${site()}/dev/mail`)
  await page.getByRole('link', { name: /^Come in to/ }).first().click()
  await page.getByText('/verify?token=').first().waitFor()
  const link = /http:\/\/localhost:\d+\/verify\?token=[\w-]+/.exec(await page.getByRole('main').innerText())![0]
  await page.goto(link)
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.waitForURL((url) => url.pathname !== '/verify')
}
