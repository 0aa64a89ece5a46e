/** Notices that are pushed to this device, and where a click on one leads. */
import { scope } from './scope.ts'
import { whoAmI } from './sending.ts'

/** As the server sends it (notifications/push-message.ts). */
interface Message {
  title: string
  body: string
  path: string
  tag: string
  unread: number
  lang: string
  dir: 'ltr' | 'rtl'
}

export async function show(data: PushMessageData | null) {
  const message = read(data)
  if (!message) return
  const { title, body, path, tag, lang, dir, unread } = message
  await scope.registration.showNotification(title, { body, tag, lang, dir, icon: '/icon-192.png', badge: '/icon-192.png', data: { path } })
  await badge(unread)
}

function read(data: PushMessageData | null): Message | null {
  try {
    return data?.json() as Message
  } catch {
    return null
  }
}

export async function badge(unread: number) {
  const icon = scope.navigator as WorkerNavigator & { setAppBadge?: (count: number) => Promise<void> }
  await icon.setAppBadge?.(unread).catch(() => {})
}

/** An open window is used before another is opened: the one that shows the thread already, else the one looked at last. */
export async function openAt({ path }: { path: string }) {
  const address = new URL(path, scope.location.origin)
  if (address.origin !== scope.location.origin) return
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(({ url }) => new URL(url).pathname === address.pathname) ?? windows[0]
  if (!there) return void (await scope.clients.openWindow(address.href))
  const focused = await there.focus().catch(() => there)
  await focused.navigate(address.href).catch(() => scope.clients.openWindow(address.href))
}

/** The browser has made a new address for this device; the server is told, as far as somebody is signed in. */
export async function renewed({ oldSubscription, newSubscription }: { oldSubscription?: PushSubscription | null; newSubscription?: PushSubscription | null }) {
  const key = oldSubscription?.options.applicationServerKey
  const fresh = newSubscription ?? (key ? await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }) : null)
  const me = await whoAmI()
  if (!fresh || !me?.token) return
  const { endpoint, keys } = fresh.toJSON()
  await fetch('/settings/notifications/devices', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': me.token },
    body: JSON.stringify({ endpoint, ...keys, instead: oldSubscription?.endpoint }),
  })
}
