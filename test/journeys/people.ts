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

export interface Question {
  title: string
  body: string
  space: string
}

/** Asks on the page of its own; answers the address of the question. */
export async function ask(page: Page, { title, body, space }: Question): Promise<string> {
  if (!page.url().endsWith('/questions/new')) await page.goto(`${site()}/questions/new`)
  await page.getByLabel('Your question, in one sentence').fill(title)
  await page.getByLabel('What have you seen and tried?').fill(body)
  await page.getByLabel('Space', { exact: true }).selectOption({ label: space })
  await page.getByRole('button', { name: 'Ask the community' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  return page.url()
}

export async function answer(page: Page, question: string, body: string) {
  await page.goto(question)
  await page.getByLabel('Your answer').fill(body)
  await page.getByRole('button', { name: 'Post answer' }).click()
}
