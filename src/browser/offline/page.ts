/** What an open page does so that it can be read without a line, and that nothing written without one is lost. Fetched late. */
import { renderStreamMessage } from '@hotwired/turbo'
import { isWriting } from '../live/parts.ts'
import { showToast } from '../toasts.ts'
import { keepUnsent } from './unsent.ts'
import { showWaiting, waitingWords } from './waiting.ts'
import { part } from './templates.ts'

interface Told {
  /** What waits to be sent has changed. */
  outbox?: boolean
  posted?: string
  thread?: number
}

const worker = () => navigator.serviceWorker.controller

export async function start() {
  if (!(await register())) return
  document.addEventListener('turbo:load', shown)
  document.addEventListener('submit', leaves, { capture: true })
  addEventListener('online', back)
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Told>) => void told(data))
  navigator.serviceWorker.addEventListener('controllerchange', shown)
  keepUnsent(shown)
  setInterval(look, LOOKS)
  shown()
}

/** @returns false where the browser keeps nothing, such as in a private window */
async function register(): Promise<boolean> {
  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    return true
  } catch {
    return false
  }
}

function shown() {
  worker()?.postMessage({ opened: location.href, send: true })
  void showWaiting()
  badge()
}

/** Before the words are on their way: whoever comes next finds nothing. Also where the worker does not see this page. */
function leaves({ target }: Event) {
  if (!(target instanceof HTMLFormElement) || new URL(target.action).pathname !== '/sign-out') return
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ signOut: true }))
}

async function told({ outbox, posted, thread }: Told) {
  if (outbox) return showWaiting()
  if (!posted) return
  await showWaiting()
  if (thread !== threadHere()) return
  showToast(await waitingWords('sent'))
  anew()
}

const threadHere = () => Number(/^\/(?:questions|discussions)\/(\d+)/.exec(location.pathname)?.[1] ?? 0)

const LOOKS = 15_000
const isKept = () => document.getElementById('offline-says') ?? document.getElementById('offline')

/** Not every line that comes back says so. */
async function look() {
  if (document.visibilityState !== 'visible' || (!isKept() && !document.querySelector('.f-waiting'))) return
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null)
  if (answer?.ok) back()
}

function back() {
  worker()?.postMessage({ send: true })
  const kept = isKept()
  if (!kept) return
  if (isWriting()) return void offer(kept)
  anew()
}

/** Not under the hands of somebody who writes. */
async function offer(line: HTMLElement) {
  const alert = await part('offline-back')
  if (!alert || line.id !== 'offline-says') return
  alert.querySelector('button')?.addEventListener('click', anew)
  line.replaceChildren(alert)
}

const anew = () => renderStreamMessage('<turbo-stream action="refresh"></turbo-stream>')

/** The number of unread notices, on the icon of the app. */
function badge() {
  const unread = Number.parseInt(document.getElementById('bottom-unread')?.textContent ?? '0', 10) || 0
  const icon = navigator as Navigator & { setAppBadge?: (count: number) => Promise<void> }
  icon.setAppBadge?.(unread).catch(() => {})
}
