/** A person at the Ask page: types a title slowly and sees what may already help. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function openBrowser(): Promise<Browser> {
  const executablePath = browsers.find((file) => existsSync(file))
  if (!executablePath) throw new Error('No Chromium is installed. `npm test -- journeys` installs it.')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

const betweenKeys = 60
// The page asks a moment after the last key; then its answer must be there and stay.
const calm = 1_500

/** @returns ids of the threads shown, as this community numbers them, best first */
export async function typeTitle(page: Page, site: string, title: string): Promise<number[]> {
  await page.goto(`${site}/questions/new`)
  await page.getByLabel('Your question, in one sentence').pressSequentially(title, { delay: betweenKeys })
  await page.waitForTimeout(calm)
  await page.waitForLoadState('networkidle')
  const frames = await page.locator('#matches turbo-frame[id^="answer-"]').evaluateAll((all) => all.map((each) => (each as unknown as { id: string }).id))
  return frames.map((id) => Number(id.slice('answer-'.length)))
}
