/** Which pages are fetched at all, and how much of them. */
import type { Config } from '#platform/config.ts'
import type { Limit } from '#platform/limits.ts'
import type { Settings } from '#modules/community/index.ts'

/** Cards in one text; further addresses stay addresses. */
export const mostInOne = 5
export const longestUrl = 2_000
/** Of a page, unpacked: what describes it stands in its head, which some sites begin with a quarter of a megabyte of scripts. */
export const pageBytes = 512 * 1024
export const pictureBytes = 5 * 1024 * 1024
export const longest = { title: 200, description: 300, site: 80 }
export const keptFor = 7 * 86_400_000
export const unusedFor = 86_400_000
/** Fetched anew in one run by the clock. */
export const atOnce = 200
/** Fetched for one member in an hour: whoever edits again and again does not send us out again and again. */
export const forOne: Limit = { max: 60, seconds: 3600 }
/** Tries of a page that does not answer; the wait doubles from one minute. */
export const mostFails = 5

// `example.com.` is the same host.
const bare = (host: string) => host.replace(/\.$/, '')
const hostsOf = (host: string) => bare(host).split('.').map((_part, at, all) => all.slice(at).join('.'))
const isOwn = (url: URL, own: URL) => bare(url.hostname) === own.hostname && url.port === own.port

type Wants = Pick<Settings, 'previews' | 'previewsDenied'>
type Here = Pick<Config, 'baseUrl'>

/** False for our own pages, for what the community does not want, and for what is no page of the web. */
export function isWanted(address: string, wants: Wants, config: Here): boolean {
  const url = URL.parse(address)
  if (!wants.previews || !url || address.length > longestUrl) return false
  return /^https?:$/.test(url.protocol) && !isUnwantedHost(url, wants, config)
}

export const isUnwantedHost = (url: URL, { previewsDenied }: Wants, { baseUrl }: Here): boolean =>
  isOwn(url, new URL(baseUrl)) || hostsOf(url.hostname).some((host) => previewsDenied.includes(host))
