/** Files of the build: their names change with what is in them, so the first that was fetched is the right one for ever. */
import { scope } from './scope.ts'

const FILES = 'files'
// A page that is still open from an older build asks for its own; what has not been asked for in three builds goes.
const MOST = 90

export const isFile = ({ pathname, search }: URL) => pathname.startsWith('/assets/') || (pathname === '/brand.css' && /^\?[0-9a-f]{6}$/i.test(search))

export async function fileFor(event: FetchEvent): Promise<Response> {
  const files = await scope.caches.open(FILES)
  const kept = await files.match(event.request.url)
  if (kept) return kept
  const answer = await fetch(event.request)
  if (answer.ok) event.waitUntil(files.put(event.request.url, answer.clone()))
  return answer
}

/** Fetches what is not there yet. A file that cannot be had is had another time. */
export async function keepFiles(urls: readonly string[]) {
  const files = await scope.caches.open(FILES)
  const missing = await Promise.all(urls.map(async (url) => ((await files.match(url)) ? null : url)))
  await Promise.all(missing.map((url) => url && files.add(url).catch(() => {})))
  const all = await files.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((each) => files.delete(each)))
}
