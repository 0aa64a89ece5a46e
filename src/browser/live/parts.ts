/** Fetching parts of the page that is open, and putting them in without moving what somebody reads. */
import { morphElements } from '@hotwired/turbo'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** After a moment, and not before somebody looks. */
export async function whenSeen(ms: number) {
  await pause(ms)
  if (document.visibilityState === 'visible') return
  await new Promise<void>((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', look)
      resolve()
    }
    document.addEventListener('visibilitychange', look)
  })
}

const TRIES_AGAIN = 3_000
const LONGEST = 30_000

/** Asks until there is an answer: what was told once is not told again. @returns none where they are out of sight now */
export async function fetchPart(url: string): Promise<HTMLElement[]> {
  for (let wait = TRIES_AGAIN; ; wait = Math.min(LONGEST, wait * 2)) {
    const answer = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => null)
    if (answer?.ok) return partsIn(await answer.text())
    if (answer && answer.status < 500 && answer.status !== 429) return []
    await whenSeen(wait * (0.5 + Math.random()))
  }
}

export const partsIn = (html: string) => [...new DOMParser().parseFromString(html, 'text/html').body.children] as HTMLElement[]

// Forms under a post and opened lists of comments are somebody's own doing; comments are told one by one.
const isOwn = (node: Node) => node instanceof HTMLElement && (node.localName === 'turbo-frame' || node.matches('details[open], :popover-open'))

/** Makes an element what it has become, in place. */
export const renew = (element: Element, fresh: Element) =>
  morphElements(element, fresh, { callbacks: { beforeNodeMorphed: (node) => node === element || !isOwn(node) } })

// Below the bar at the top.
const TOP = 64

/** Whatever is done above it, the post that is being read, or the text that is being written, stays where it is. */
export function withoutMoving(work: () => void) {
  const focused = document.activeElement?.closest<HTMLElement>('form')
  const inView = [...document.querySelectorAll<HTMLElement>('[id^="post-"], #answer-section')].find((element) => element.getBoundingClientRect().bottom > TOP)
  const anchor = focused ?? inView
  const root = document.documentElement
  root.style.overflowAnchor = 'none'
  const before = anchor?.getBoundingClientRect().top ?? 0
  work()
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' })
  root.style.overflowAnchor = ''
}

/** True while somebody has words in hand that are not sent. */
export const isWriting = () =>
  [...document.querySelectorAll<HTMLTextAreaElement>('textarea')].some((field) => field === document.activeElement || field.value !== field.defaultValue)
