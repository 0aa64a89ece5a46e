/** Without a line: what was opened can be read, what is written is sent later and once, and nothing stays after signing out. */
import { expect, type Page, test } from '@playwright/test'
import { type CutLine, openLine } from './line.ts'
import { site } from './people.ts'

let line: CutLine
test.beforeEach(async () => {
  line = await openLine(site())
})
test.afterEach(() => line.close())

async function walkInHere(page: Page, name: string) {
  await page.goto(`${line.url}/sign-in`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('link', { name: new RegExp(`profile.*${name}`, 'i') }).first().waitFor()
}

/** The service worker is there and has what it needs. */
async function isReady(page: Page) {
  await expect.poll(() => page.evaluate(async () => Boolean(navigator.serviceWorker.controller) && Boolean(await caches.match('/offline')))).toBe(true)
}

const kept = (page: Page) => page.evaluate(async () => (await (await caches.open('threads')).keys()).map(({ url }) => new URL(url).pathname).filter((path) => path !== '/kept/who'))

async function openThread(page: Page, number: number) {
  await page.goto(`${line.url}/questions`)
  await page.locator('.f-row h2 a, .f-row h3 a').nth(number).click()
  await page.locator('#answer-section').waitFor()
  // Also a thread that came before it was clicked on counts as opened, a moment after.
  await expect.poll(() => kept(page)).toContain(`/kept/thread/${new URL(page.url()).pathname.split('/')[2]}`)
  return page.url()
}

const waiting = (page: Page) => page.locator('.f-waiting')

test('what was opened can be read, and nothing else is shown', async ({ page }) => {
  await walkInHere(page, 'Tomas Reiner')
  await isReady(page)
  const address = await openThread(page, 0)
  const title = await page.locator('h1').first().innerText()
  line.cut()

  await page.reload()
  await expect(page.getByText(/this is from \d\d:\d\d/)).toBeVisible()
  await expect(page.locator('h1').first()).toHaveText(title)
  await page.getByRole('link', { name: 'Home' }).first().click()
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByText(/this is from/)).toBeVisible()
  for (const path of ['/settings/account', '/notifications', '/questions/999999/never-opened']) {
    await page.goto(`${line.url}${path}`)
    await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  }

  line.mend()
  await page.goto(address)
  await expect(page.getByText(/this is from/)).toHaveCount(0)
})

test('an answer and a comment written offline are sent once, when the line is back', async ({ page }) => {
  test.setTimeout(120_000)
  await walkInHere(page, 'Tomas Reiner')
  await isReady(page)
  const address = await openThread(page, 1)
  await page.waitForTimeout(2_500)
  line.cut()
  await page.reload()
  await page.waitForTimeout(2_500)

  await page.getByLabel(/Your (answer|reply)/).fill('Written in a tunnel: bleed the lower radiator first.')
  await page.getByRole('button', { name: 'Post answer' }).click()
  await expect(waiting(page)).toHaveCount(1)
  await expect(waiting(page)).toContainText('Waiting to be sent')
  await expect(page.getByLabel('Your answer')).toHaveValue('')

  await page.getByRole('link', { name: 'Comment' }).first().click()
  await page.getByRole('textbox', { name: 'Your comment' }).fill('A remark from the same tunnel.')
  await page.getByRole('button', { name: 'Post comment' }).click()
  await expect(waiting(page)).toHaveCount(2)

  await test.step('it can be discarded and brought back, and be changed', async () => {
    const answer = waiting(page).filter({ hasText: 'lower radiator' })
    await answer.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await answer.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'What you wrote' }).fill('Written in a tunnel: bleed the upper radiator first.')
    await page.getByRole('button', { name: 'Keep' }).click()
    await expect(waiting(page).filter({ hasText: 'upper radiator' })).toHaveCount(1)
  })

  await test.step('it is still there after the page was opened anew', async () => {
    await page.reload()
    await expect(waiting(page)).toHaveCount(2)
  })

  line.mend()
  await page.goto(address)
  await expect(page.locator('article.f-post', { hasText: 'upper radiator' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('A remark from the same tunnel.')).toBeVisible()
  await expect(waiting(page)).toHaveCount(0)
  await page.reload()
  await expect(page.locator('article.f-post', { hasText: 'upper radiator' })).toHaveCount(1)
  await expect(page.getByText('A remark from the same tunnel.')).toHaveCount(1)
})

test('what the server refuses is back where it was written, with the reason', async ({ page }) => {
  test.setTimeout(90_000)
  await walkInHere(page, 'Tomas Reiner')
  await isReady(page)
  const address = await openThread(page, 4)
  await page.waitForTimeout(2_500)
  line.cut()
  const words = `Far too much. ${'It goes on and on. '.repeat(1_900)}`
  await page.getByLabel('Your answer').fill(words)
  await page.getByRole('button', { name: 'Post answer' }).click()
  await expect(waiting(page)).toHaveCount(1)
  line.mend()
  await page.goto(address)
  await expect(page.getByRole('alert').filter({ hasText: 'This was not posted' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByLabel('Your answer')).toHaveValue(words)
  await expect(waiting(page)).toHaveCount(0)
})

test('words that were refused are not left for whoever sits there next', async ({ page, context }) => {
  await walkInHere(page, 'Tomas Reiner')
  await isReady(page)
  const address = await openThread(page, 2)
  // A comment: it has no place to go back to, so it waits in the thread.
  await page.evaluate(async () => {
    const person = Number(document.querySelector<HTMLElement>('[data-keep-draft-person-value]')!.dataset.keepDraftPersonValue)
    const thread = Number(location.pathname.split('/')[2])
    const open = indexedDB.open('outbox', 1)
    await new Promise((done) => { open.onsuccess = done })
    const write = open.result.transaction('written', 'readwrite')
    write.objectStore('written').put({ key: 'a-key-of-its-form', url: '/posts/1/comments', fields: [['body', 'Only for Tomas']], person, thread, post: 1, at: 1, state: 'refused', reason: 'No.' })
    await new Promise((done) => { write.oncomplete = done })
    open.result.close()
  })
  await page.reload()
  await expect(waiting(page)).toContainText('Only for Tomas')
  await context.clearCookies()
  await walkInHere(page, 'Dev Achterberg')
  await page.goto(address)
  const left = () => page.evaluate(() => new Promise<number>((done) => {
    const open = indexedDB.open('outbox', 1)
    open.onsuccess = () => {
      const count = open.result.transaction('written').objectStore('written').count()
      count.onsuccess = () => { open.result.close(); done(count.result) }
    }
  }))
  await expect.poll(left).toBe(0)
})

test('after signing out nothing is left on the computer', async ({ page }) => {
  await walkInHere(page, 'Tomas Reiner')
  await isReady(page)
  const address = await openThread(page, 2)
  await page.goto(`${line.url}/settings/account`)
  await page.locator('#sign-out').getByRole('button').or(page.locator('button#sign-out')).click()
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor()
  await expect.poll(() => kept(page)).toEqual([])
  line.cut()
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await expect(page.getByText('Threads that you open')).toBeVisible()

  line.mend()
  await walkInHere(page, 'Dev Achterberg')
  line.cut()
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
})

test('a notice that is pushed is shown, and leads to the post in the window that is open', async ({ page, context }) => {
  await context.grantPermissions(['notifications'], { origin: line.url })
  await walkInHere(page, 'Tomas Reiner')
  await isReady(page)
  const address = new URL(await openThread(page, 3))
  await page.goto(`${line.url}/topics`)
  const client = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => { if (registrations[0]) resolve(registrations[0].registrationId) }))
  await client.send('ServiceWorker.enable')
  const message = { title: 'Dev answered your question', body: 'Cold radiator', path: `${address.pathname}#answers`, tag: 'thread:1', unread: 2, lang: 'en', dir: 'ltr' }
  const push = async (data: object) => client.send('ServiceWorker.deliverPushMessage', { origin: line.url, registrationId: await registered, data: JSON.stringify(data) })
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => ({ title, body, tag })))
  await push(message)
  await expect.poll(shown).toEqual([{ title: message.title, body: message.body, tag: message.tag }])
  await push({ ...message, title: 'Dev answered your question, and one more' })
  await expect.poll(shown).toEqual([{ title: 'Dev answered your question, and one more', body: message.body, tag: message.tag }])

  const [worker] = context.serviceWorkers()
  await worker!.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration; dispatchEvent: (event: Event) => void; NotificationEvent: new (name: string, about: object) => Event }
    const [notification] = await scope.registration.getNotifications()
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
  })
  await page.waitForURL(new RegExp(`${address.pathname}#answers`))
  expect(context.pages()).toHaveLength(1)
})

test('devices are asked for by a click alone, and what stands in the way is said', async ({ page, context }) => {
  await page.addInitScript(() => {
    const ask = Notification.requestPermission.bind(Notification)
    Notification.requestPermission = () => { document.documentElement.dataset.asked = 'yes'; return ask() }
  })
  const asked = () => page.evaluate(() => document.documentElement.dataset.asked)
  await walkInHere(page, 'Tomas Reiner')
  await page.goto(`${line.url}/settings/notifications`)
  const part = page.locator('#devices')
  await expect(part.getByText('This device is not turned on.')).toBeVisible()
  await expect(part.locator('[data-state]:visible')).toHaveCount(1)
  expect(await asked()).toBeUndefined()
  // No push service can be reached from here.
  await context.grantPermissions(['notifications'], { origin: line.url })
  await part.getByRole('button', { name: 'Turn on for this device' }).click()
  await expect(part.getByRole('alert')).toContainText('This did not work')
  expect(await asked()).toBe('yes')

  const client = await context.newCDPSession(page)
  const { targetInfo } = await client.send('Target.getTargetInfo')
  await client.send('Browser.setPermission', { permission: { name: 'notifications' }, setting: 'denied', origin: line.url, browserContextId: targetInfo.browserContextId! })
  await page.reload()
  await expect(part.getByText('This browser does not let us show notices.')).toBeVisible()
})

test('it can be installed', async ({ page }) => {
  await page.goto(site())
  const client = await page.context().newCDPSession(page)
  const { errors, data } = await client.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const manifest = JSON.parse(data!) as { share_target: object; icons: { purpose?: string }[] }
  expect(manifest.share_target).toMatchObject({ action: '/share' })
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors')
  // A window without a profile of its own installs nothing; everything that is ours is as it must be.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
})

test('what another app shares stands on the page to ask on', async ({ page }) => {
  await page.goto(`${site()}/share?title=Cold+radiator&text=Look+at+this&url=https%3A%2F%2Fexample.com%2Fa`)
  await expect(page).toHaveURL(/\/questions\/new\?/)
  await expect(page.getByLabel('Your question, in one sentence')).toHaveValue('Cold radiator')
  await expect(page.getByLabel('What have you seen and tried?')).toHaveValue('Look at this\n\nhttps://example.com/a')
})
