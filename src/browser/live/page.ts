/** Tells the parts of a page what happens while it is open. Fetched late: a first visit does not wait for it. */
import type { Application } from '@hotwired/stimulus'
import { renderStreamMessage } from '@hotwired/turbo'
import { Line, type Told } from './line.ts'
import LiveList from './live-list.ts'
import LiveCircle from './live-circle.ts'
import LiveCircles from './live-circles.ts'
import LiveThread from './live-thread.ts'
import { fetchPart, whenSeen } from './parts.ts'
import type { Shows } from './worker.ts'

const SAYS_AGAIN = 45_000

/** Parts hear `live` events of the document. Whoever was away too long loads anew, in place. */
const tell = (told: Told) => {
  if (told.name === 'inbox.changed') unread()
  else if (told.name === 'reset') anew()
  else document.dispatchEvent(new CustomEvent<Told>('live', { detail: told }))
}

export function listen(application: Application) {
  application.register('live-thread', LiveThread)
  application.register('live-list', LiveList)
  application.register('live-circle', LiveCircle)
  application.register('live-circles', LiveCircles)
  const say = speaker()
  const shown = () => say(shows())
  for (const event of ['turbo:load', 'turbo:render']) document.addEventListener(event, shown)
  document.addEventListener('visibilitychange', shown)
  // A page that comes back from the browser's memory has heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => { if (persisted) anew() })
  setInterval(shown, SAYS_AGAIN)
  shown()
}

/** One line for all pages of this browser; where there is no such thing, one of this page while it is looked at. */
function speaker(): (said: Shows) => void {
  if (typeof SharedWorker === 'undefined') {
    const line = new Line(tell)
    return ({ places, visible }) => line.show(new Map(visible ? places : []))
  }
  const { port } = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'live' })
  port.onmessage = ({ data }: MessageEvent<Told>) => tell(data)
  addEventListener('pagehide', () => port.postMessage('bye'))
  return (said) => port.postMessage(said)
}

function shows(): Shows {
  const from = document.body.dataset.liveFrom === undefined ? null : Number(document.body.dataset.liveFrom)
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? ''
  const places = [...document.querySelectorAll<HTMLElement>('[data-live]')].map(({ dataset }) => dataset.live!)
  if (token) places.push('me')
  return { places: places.map((place) => [place, from]), who: token.slice(0, 8), visible: document.visibilityState === 'visible' }
}

const ANEW_WITHIN = 5_000

async function anew() {
  await whenSeen(Math.random() * ANEW_WITHIN)
  renderStreamMessage('<turbo-stream action="refresh"></turbo-stream>')
}

let asked = false
async function unread() {
  if (asked) return
  asked = true
  await whenSeen(300)
  asked = false
  const fresh = await fetchPart('/notifications/unread')
  for (const part of fresh) if (part.id) document.getElementById(part.id)?.replaceWith(part)
}
