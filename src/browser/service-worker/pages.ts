/** Pages come from the network. Only where that fails, a kept one is shown, and says so. */
import { eraNow, forgetThread, keptThread, keptThreads, notice, threadIn } from './kept.ts'
import { filled, languageOf, momentIn, renewShell, shell, template, templateIn } from './shell.ts'
import { scope } from './scope.ts'

// Without a line, or after it failed a moment ago, nobody waits for a minute to be told.
const PATIENCE = 4_000
const FAILED_LATELY = 30_000
let failedAt = 0

/** A whole page: typed in, or fetched by a link. Parts of pages are left alone. */
export function isPage({ mode, headers }: Request, { pathname }: URL): boolean {
  if (/^\/(api|files|live|dev|sitemaps)(\/|$)|\.\w+$/.test(pathname)) return false
  return mode === 'navigate' || (!headers.has('turbo-frame') && /application\/xhtml\+xml/.test(headers.get('accept') ?? ''))
}

export async function pageFor(event: FetchEvent, url: URL): Promise<Response> {
  const ahead = event.request.headers.get('x-sec-purpose') === 'prefetch'
  const era = eraNow()
  const answer = await inTime(fromNetwork(event))
  if (answer && answer.status !== 502 && answer.status !== 504) {
    failedAt = 0
    event.waitUntil(look(answer.clone(), { url, ahead, era }))
    return answer
  }
  failedAt = Date.now()
  if (ahead) return answer ?? Response.error()
  return (await keptPage(url)) ?? answer ?? (await offlinePage()) ?? Response.error()
}

async function fromNetwork(event: FetchEvent): Promise<Response> {
  return ((await event.preloadResponse) as Response | undefined) ?? fetch(event.request)
}

/** @returns null where there is no line */
async function inTime(asked: Promise<Response>): Promise<Response | null> {
  const answer = asked.catch(() => null)
  if (scope.navigator.onLine && Date.now() - failedAt > FAILED_LATELY) return answer
  return Promise.race([answer, new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE))])
}

/** Pages that are being looked at, by their address. */
const looking = new Map<string, Promise<void>>()
export const looked = (url: URL) => looking.get(url.pathname)

interface About {
  url: URL
  ahead: boolean
  era: number
}

function look(answer: Response, about: About): Promise<void> {
  const path = about.url.pathname
  const work = lookAt(answer, about).finally(() => { if (looking.get(path) === work) looking.delete(path) })
  looking.set(path, work)
  return work
}

async function lookAt(answer: Response, { url, ahead, era }: About) {
  const thread = threadIn(url)
  if (thread && [403, 404, 410].includes(answer.status)) await forgetThread(thread)
  if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) return
  await notice({ html: await answer.text(), url: answer.redirected ? new URL(answer.url) : url, headers: answer.headers, ahead, era })
  await renewShell().catch(() => {})
}

/** A thread as it was, with a line above that says so. */
async function keptPage(url: URL): Promise<Response | null> {
  const thread = threadIn(url)
  const kept = thread ? await keptThread(thread) : null
  if (!kept) return null
  const html = await kept.page.text()
  const line = await template(scope.navigator.onLine ? 'offline-away' : 'offline-line', { WHEN: momentIn(languageOf(html), kept.at) })
  const [before, after] = parted(html)
  return new Response(before + line + withFreshKeys(after), { headers: kept.page.headers })
}

function parted(html: string): [string, string] {
  const at = html.indexOf('<div class="f-page')
  return at < 0 ? ['', html] : [html.slice(0, at), html.slice(at)]
}

// The key of a form that was drawn back then may have been used since.
const withFreshKeys = (html: string) => html.replace(/name="_key" value="[^"]*"/g, () => `name="_key" value="${crypto.randomUUID()}"`)

/** For what was not opened: a list of what was. */
async function offlinePage(): Promise<Response | null> {
  const kept = await shell()
  if (!kept) return null
  const html = await kept.text()
  const row = templateIn(html, 'offline-row')
  const lang = languageOf(html)
  const rows = (await keptThreads()).map(({ path, title, at }) => filled(row, { HREF: path, TITLE: title, WHEN: momentIn(lang, at) }))
  const list = rows.length > 0 ? html.replace('<ul id="offline-kept"></ul>', () => `<ul id="offline-kept">${rows.join('')}</ul>`).replace(/<p id="offline-none"[\s\S]*?<\/p>/, '') : html
  return new Response(list, { headers: kept.headers })
}

export const commentOn = ({ pathname }: URL) => /^\/posts\/(\d+)\/comments\/new$/.exec(pathname)?.[1]

/** The form for a comment, which is fetched when it is opened. */
export async function commentForm(event: FetchEvent, post: string): Promise<Response> {
  const answer = await inTime(fetch(event.request))
  if (answer) return answer
  const form = await template('offline-comment', { POST: post })
  return form ? new Response(withFreshKeys(form), { headers: { 'content-type': 'text/html; charset=utf-8' } }) : Response.error()
}

/** Fetches a page for keeping alone. */
export async function lookAgain(url: URL) {
  const era = eraNow()
  const answer = await fetch(url.pathname, { headers: { accept: 'text/html' } }).catch(() => null)
  if (answer) await look(answer, { url: new URL(url.pathname, url), ahead: false, era })
}
