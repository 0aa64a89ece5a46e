/** A private round of customers: made, filled by invitation, used by page and by mail, and not there for anybody else. */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { all, answerTo, mailTo } from './mails.ts'
import { site, walkInAs } from './people.ts'

const secret = /moonpetal|Quillonbrook/i

async function pageOf(browser: Browser, name: string) {
  const page = await (await browser.newContext()).newPage()
  await walkInAs(page, name)
  return page
}

/** Answers its address: nobody can guess that of a hidden one. */
async function make(page: Page) {
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('link', { name: 'Make a group' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Quillonbrook circle')
  await page.getByLabel('What it is for').fill('For the five of us by the brook.')
  await page.getByRole('radio', { name: /Hidden group/ }).check()
  await page.getByRole('button', { name: 'Make the group' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Quillonbrook circle' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'How groups come alive' })).toBeVisible()
  return site() + /\/groups\/[\w-]+/.exec(page.url())![0]
}

async function invite(page: Page, group: string, handle: string) {
  await page.goto(`${group}/members`)
  await page.getByLabel('Name or mail address').fill(`@${handle}`)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Invited', exact: true })).toBeVisible()
}

async function accept(page: Page) {
  await page.goto(`${site()}/notifications`)
  await page.getByRole('link', { name: /Tomas Reiner invites you to a group/ }).first().click()
  await page.getByRole('button', { name: 'Join the group' }).click()
  await expect(page.getByRole('link', { name: 'Start a discussion' })).toBeVisible()
}

/** Answers the address of the discussion. */
async function discuss(page: Page) {
  await page.getByRole('link', { name: 'Start a discussion' }).click()
  await page.locator('#title').fill('Who has the moonpetal key?')
  await page.locator('#body').fill('I would like to borrow it on Friday.')
  await expect(page.locator('#space')).toHaveValue(/\d+/)
  await page.getByRole('main').getByRole('button', { name: 'Start the discussion' }).click()
  await page.getByRole('heading', { level: 1, name: 'Who has the moonpetal key?' }).waitFor()
  return page.url().split('?')[0]!
}

/** A drawing of its own in the clipboard, as a screenshot would be there. */
async function copyPicture(page: Page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
    const pen = canvas.getContext('2d')!
    for (let stripe = 0; stripe < 16; stripe++) {
      pen.fillStyle = `hsl(${stripe * 22} 60% 50%)`
      pen.fillRect(stripe * 40, 0, 40, 360)
    }
    const picture = await new Promise<Blob>((drawn) => canvas.toBlob((blob) => drawn(blob!), 'image/png'))
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
  })
}

async function replyWithPicture(page: Page, address: string) {
  await page.goto(address)
  await copyPicture(page)
  const field = page.getByLabel('Your reply')
  await field.fill('It hangs behind the moonpetal pot, as here: ')
  await field.press('Control+End')
  await field.press('Control+v')
  await expect(field).toHaveValue(/!\[.*\]\(.*\/files\/.+\)/, { timeout: 20_000 })
  await page.getByRole('button', { name: 'Post reply' }).click()
}

const isDrawn = (page: Page) => page.locator('article.f-post img[srcset]').first().evaluate((picture: HTMLImageElement) => picture.complete && picture.naturalWidth > 0)

/** Each way in which somebody who is not in it might come upon it; what is looked for is none of the words. */
const ways: Record<string, string> = {
  'the list of groups': '/groups?q=circle',
  'the list of discussions': '/discussions?list=latest',
  search: '/search?q=borrow+Friday',
  'what search suggests': '/search/suggestions?q=who+has+the',
  home: '/',
  'the profile of who wrote': '/members/tomas',
  'the feed of discussions': '/discussions.atom',
  'the list for programs': '/api/v1/discussions',
  'search for programs': '/api/v1/search?q=blue+drawer',
  'the map for search engines': '/sitemaps/discussions-1.xml',
  'what is offered while asking': '/questions/matches?title=Who+has+the+key+to+borrow+on+Friday%3F',
  'completion of names': '/members/completion?q=lantern',
  'the inbox': '/notifications',
}

async function findsNothing(page: Page, closed: string[]) {
  for (const [way, path] of Object.entries(ways)) {
    const answer = await page.request.get(`${site()}${path}`)
    const body = await answer.text()
    expect(body, `${way}: ${path}`).not.toMatch(secret)
  }
  for (const address of closed) expect((await page.request.get(address)).status(), address).toBe(404)
}

test('a private group: made, invited to, written in by page and by mail, and not found by a third', async ({ page, browser }) => {
  test.setTimeout(180_000)
  await walkInAs(page, 'Tomas Reiner')
  const [dev, ingrid] = [await pageOf(browser, 'Dev Achterberg'), await pageOf(browser, 'Ingrid Solheim')]
  const group = await make(page)
  for (const [guest, handle] of [[dev, 'dev'], [ingrid, 'ingrid']] as const) {
    await invite(page, group, handle)
    await accept(guest)
  }
  const address = await discuss(dev)
  await dev.waitForTimeout(4_000)

  await test.step('a picture from the clipboard appears for another without loading anything again', async () => {
    await dev.evaluate(() => { document.documentElement.dataset.seen = 'once' })
    await replyWithPicture(page, address)
    await expect(dev.locator('article.f-post img[srcset]')).toBeVisible()
    await expect.poll(() => isDrawn(dev)).toBe(true)
    expect(await dev.evaluate(() => document.documentElement.dataset.seen)).toBe('once')
  })
  const picture = await dev.locator('article.f-post img[srcset]').first().evaluate((img: HTMLImageElement) => img.currentSrc)

  await test.step('the third gets a mail, answers it, and both see the answer', async () => {
    const mail = await mailTo('ingrid@brackenhus.example', 'moonpetal key')
    expect(mail.text).toContain('behind the moonpetal pot')
    await ingrid.goto(`${site()}/dev/mail`)
    await ingrid.getByRole('link', { name: /moonpetal key/ }).first().click()
    await expect(ingrid.getByRole('main')).toContainText('ingrid@brackenhus.example')
    expect(all().filter((each) => each.to === 'dev@brackenhus.example' && each.raw.includes('moonpetal')), 'Dev looked at it').toEqual([])
    await answerTo(mail, 'Ingrid Solheim <ingrid@brackenhus.example>', 'I put it into the blue drawer yesterday.')
    for (const reader of [page, dev]) {
      await expect(reader.getByText('into the blue drawer')).toBeVisible({ timeout: 30_000 })
      await expect(reader.getByText('Brackenhus Commons wrote')).toHaveCount(0)
    }
  })

  await test.step('whoever is not in it finds no trace, by no way', async () => {
    const viktor = await pageOf(browser, 'Viktor Holm')
    const guest = await (await browser.newContext()).newPage()
    const closed = [address, picture, group, `${group}.atom`, `${group}/members`]
    for (const other of [viktor, guest]) await findsNothing(other, closed)
    const line = `/live?at=thread:${/discussions\/(\d+)/.exec(address)![1]}@0&at=lists@0`
    expect(await (await viktor.request.get(site() + line)).text()).not.toContain('post.written')
    expect(await (await page.request.get(site() + line)).text()).toContain('post.written')
    expect((await page.request.get(group)).status()).toBe(200)
    // What is looked for is there to be found by who is in it.
    for (const way of ['the list of groups', 'the list of discussions', 'search'])
      expect(await (await page.request.get(site() + ways[way])).text(), way).toMatch(secret)
  })
})
