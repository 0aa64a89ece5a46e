/**
 * The last fifty threads that were opened, for one person: whoever the last page was drawn for. Everything goes when that
 * changes, before anything is kept for the next.
 */
import { outbox } from '../offline/outbox.ts'
import { inTurn, scope } from './scope.ts'

const THREADS = 'threads'
const WHO = '/kept/who'
// Of those that were opened, and of those that were fetched because somebody pointed at a link.
const most = { thread: 50, ahead: 5 }
type Shelf = keyof typeof most

/** Grows when somebody signs out: what was asked for before is kept for nobody after. */
let era = 0
export const eraNow = () => era

export interface Answered {
  html: string
  url: URL
  headers: Headers
  /** Fetched before it was opened, if it ever is. */
  ahead: boolean
  era: number
}

export const threadIn = ({ pathname }: URL) => /^\/(?:questions|discussions)\/(\d+)(?:\/[^/.]*)?$/.exec(pathname)?.[1]

const keyOf = (thread: string, shelf: Shelf = 'thread') => `/kept/${shelf}/${thread}`
const store = () => scope.caches.open(THREADS)

/** The mark of the session that a page was drawn for; empty for guests, none when it is no whole page of ours. */
export const whoIn = (html: string) => (html.includes('name="turbo-refresh-method"') ? (/<meta name="csrf-token" content="([\w-]{8})/.exec(html)?.[1] ?? '') : undefined)

/** Sees for whom a page was drawn, and keeps it when it is a thread. */
export const notice = (page: Answered) =>
  inTurn(async () => {
    const who = whoIn(page.html)
    if (who === undefined || page.era !== era) return
    await becomes(who)
    const thread = threadIn(page.url)
    if (!thread || page.url.search || /no-store/.test(page.headers.get('cache-control') ?? '')) return
    const headers = new Headers(page.headers)
    for (const name of ['content-encoding', 'content-length', 'link']) headers.delete(name)
    const about = { at: Date.now(), path: page.url.pathname, title: titleIn(page.html) }
    headers.set('x-kept', encodeURIComponent(JSON.stringify(about)))
    if (!page.ahead) await (await store()).delete(keyOf(thread, 'ahead'))
    await put(thread, page.ahead ? 'ahead' : 'thread', new Response(page.html, { headers }))
  })

// In the order in which they were opened.
async function put(thread: string, shelf: Shelf, page: Response) {
  const kept = await store()
  await kept.delete(keyOf(thread, shelf))
  await kept.put(keyOf(thread, shelf), page)
  const all = await onShelf(shelf)
  await Promise.all(all.slice(0, Math.max(0, all.length - most[shelf])).map((each) => kept.delete(each)))
}

const onShelf = async (shelf: Shelf) => (await (await store()).keys()).filter(({ url }) => url.includes(keyOf('', shelf)))

async function becomes(who: string) {
  const kept = await store()
  const before = await (await kept.match(WHO))?.text()
  if (before === who) return
  if (before !== undefined) await forgetAll()
  await (await store()).put(WHO, new Response(who))
}

// What waits to be sent is left to who wrote it: their session may only be over. The worker drops it for anybody else.
async function forgetAll() {
  await scope.caches.delete(THREADS)
  await (await scope.registration.pushManager?.getSubscription())?.unsubscribe().catch(() => {})
  for (const shown of await scope.registration.getNotifications()) shown.close()
}

/** They sign out: on a shared computer nothing of theirs stays. */
export function forgetPerson() {
  era++
  return inTurn(async () => {
    await forgetAll()
    await outbox.clear()
  })
}

/** The page has been looked at. @returns false when it is not there */
export const markOpened = (thread: string) =>
  inTurn(async () => {
    const kept = await store()
    const ahead = await kept.match(keyOf(thread, 'ahead'))
    if (!ahead) return (await kept.match(keyOf(thread))) !== undefined
    await kept.delete(keyOf(thread, 'ahead'))
    await put(thread, 'thread', ahead)
    return true
  })

/** A thread that is not there any more, or not for them. */
export const forgetThread = (thread: string) =>
  inTurn(async () => {
    const kept = await store()
    await Promise.all((['thread', 'ahead'] as const).map((shelf) => kept.delete(keyOf(thread, shelf))))
  })

export interface Kept {
  at: number
  path: string
  title: string
  page: Response
}

export async function keptThread(thread: string): Promise<Kept | null> {
  const kept = await store()
  // What was fetched ahead is newer.
  const page = (await kept.match(keyOf(thread, 'ahead'))) ?? (await kept.match(keyOf(thread)))
  return page ? { ...aboutOf(page), page } : null
}

/** All that was opened, the last first. */
export async function keptThreads(): Promise<Kept[]> {
  const kept = await store()
  const pages = await Promise.all((await onShelf('thread')).map((each) => kept.match(each)))
  return pages.flatMap((page) => (page ? [{ ...aboutOf(page), page }] : [])).reverse()
}

const aboutOf = (page: Response) => JSON.parse(decodeURIComponent(page.headers.get('x-kept') ?? '%7B%7D')) as Omit<Kept, 'page'>

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const titleIn = (html: string) => (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity]!).trim()
