/** `/sw.js`: what a browser keeps between pages. It never stands between a page and the network while there is one. */
import { fileFor, isFile } from './files.ts'
import { forgetPerson, markOpened, threadIn } from './kept.ts'
import { openAt, renewed, show } from './notices.ts'
import { commentForm, commentOn, isPage, lookAgain, looked, pageFor } from './pages.ts'
import { sendAll } from './sending.ts'
import { keepShell } from './shell.ts'
import { scope } from './scope.ts'

// A new worker takes over at once: it shows nothing that a page of an older build could not bear, and files keep their names.
scope.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => scope.skipWaiting())))
scope.addEventListener('activate', (event) => event.waitUntil(Promise.all([scope.clients.claim(), scope.registration.navigationPreload?.enable()])))

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== scope.location.origin) return
  if (request.method === 'POST' && url.pathname === '/sign-out') return event.waitUntil(forgetPerson())
  if (request.method !== 'GET') return
  if (isFile(url)) return event.respondWith(fileFor(event))
  const post = commentOn(url)
  if (post && request.headers.has('turbo-frame')) return event.respondWith(commentForm(event, post))
  if (isPage(request, url)) event.respondWith(pageFor(event, url))
})

scope.addEventListener('message', (event) => {
  const { opened, send, signOut } = event.data as { opened?: string; send?: boolean; signOut?: boolean }
  if (opened) event.waitUntil(open(new URL(opened)))
  if (send) event.waitUntil(sendAll().catch(() => {}))
  if (signOut) event.waitUntil(forgetPerson())
})

/** The first page of all was there before the worker, and is fetched once for it. */
async function open(url: URL) {
  const thread = threadIn(url)
  await looked(url)
  if (thread && !(await markOpened(thread))) await lookAgain(url)
}

scope.addEventListener('sync', ((event: ExtendableEvent & { tag: string }) => {
  if (event.tag === 'outbox') event.waitUntil(sendAll())
}) as EventListener)

scope.addEventListener('push', (event) => event.waitUntil(show(event.data)))
scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openAt(event.notification.data as { path: string }))
})
scope.addEventListener('pushsubscriptionchange', ((event: ExtendableEvent & { oldSubscription?: PushSubscription; newSubscription?: PushSubscription }) => {
  event.waitUntil(renewed(event))
}) as EventListener)
