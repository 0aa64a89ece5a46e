/** For tests of devices: a house with a push service, and Ada, whose phone is turned on. */
import { expect } from 'vitest'
import { invariants } from '#modules/notifications/invariants.ts'
import { pushNews } from '#modules/notifications/push-news.ts'
import { type Browser, openHouse } from './house.ts'
import { type Device, PushServer } from './push-server.ts'

export const devicesPath = '/settings/notifications/devices'

export const keysOf = ({ endpoint, p256dh, auth }: Device) => ({ endpoint, p256dh, auth })

export async function turnOn(of: Browser, device: Device) {
  await of.get('/settings/notifications')
  return of.json(devicesPath, keysOf(device))
}

export async function openPushHouse() {
  const house = await openHouse()
  const service = await new PushServer().open()
  Object.assign(house.config, { pushOpening: [service.url] })
  const [ada, bob, browser, phone] = [await house.person('Ada Lovelace'), await house.person('Bob'), house.browser(), service.device('phone')]
  await browser.signIn(ada.email)
  await turnOn(browser, phone)
  /** Pushes what is due by then. */
  const push = (later = 0) => pushNews.run(house.at(house.guest, new Date(Date.now() + later * 1000)), {})
  return {
    house,
    service,
    ada,
    bob,
    browser,
    phone,
    push,
    /** Lets the listeners hear before. */
    settle: async (later = 0) => {
      await house.settle()
      await push(later)
    },
    rows: () => house.db.selectFrom('push').select(['outcome', 'attempts']).orderBy('notificationId').execute(),
    known: () => house.db.selectFrom('pushSubscription').select(['endpoint', 'failed', 'memberId']).orderBy('id').execute(),
    /** However a test went: what was sent was sent as the standards say, and to its own member. */
    async close() {
      await service.close()
      expect(service.faults).toEqual([])
      expect((await Promise.all(invariants.map((each) => each.find(house.guest)))).flat()).toEqual([])
    },
  }
}
export type PushHouse = Awaited<ReturnType<typeof openPushHouse>>
