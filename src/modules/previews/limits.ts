/** Which pages are fetched at all, and how much of them. */
import type { Config } from '#platform/config.ts'
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
/** Tries of a page that does not answer; the wait doubles from one minute. */
export const mostFails = 5

const hostsOf = (host: string) => host.split('.').map((_part, at, all) => all.slice(at).join('.'))

/** False for our own pages, for what the community does not want, and for what is no page of the web. */
export function isWanted(address: string, { previews, previewsDenied }: Settings, { baseUrl }: Pick<Config, 'baseUrl'>): boolean {
  const url = URL.parse(address)
  if (!previews || !url || address.length > longestUrl) return false
  if (!/^https?:$/.test(url.protocol) || url.host === new URL(baseUrl).host) return false
  return !hostsOf(url.hostname).some((host) => previewsDenied.includes(host))
}
