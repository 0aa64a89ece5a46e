/**
 * Videos that are played in the page: nothing is asked of their sites until somebody presses play. Which hosts may stand
 * in a frame is said by the content security policy (platform/security.ts), too.
 */
interface Site {
  hosts: string[]
  /** The id of a video in its address. */
  id: (url: URL) => string | null | undefined
  player: (id: string) => string
  oembed: (url: string) => string
}

const sites: Site[] = [
  {
    hosts: ['youtube.com', 'www.youtube.com', 'm.youtube.com', 'youtu.be'],
    id: (url) => (url.hostname === 'youtu.be' ? url.pathname.slice(1) : (url.searchParams.get('v') ?? /^\/(?:shorts|live|embed)\/([^/]+)/.exec(url.pathname)?.[1])),
    player: (id) => `https://www.youtube-nocookie.com/embed/${id}?autoplay=1`,
    oembed: (url) => `https://www.youtube.com/oembed?format=json&url=${encodeURIComponent(url)}`,
  },
  {
    hosts: ['vimeo.com', 'www.vimeo.com'],
    id: (url) => /^\/(\d+)/.exec(url.pathname)?.[1],
    player: (id) => `https://player.vimeo.com/video/${id}?autoplay=1&dnt=1`,
    oembed: (url) => `https://vimeo.com/api/oembed.json?url=${encodeURIComponent(url)}`,
  },
]

export interface Video {
  player: string
  /** Where the site describes it in JSON (oembed.com). */
  oembed: string
}

export function videoAt(address: string): Video | null {
  const url = new URL(address)
  const site = sites.find(({ hosts }) => hosts.includes(url.hostname))
  const id = site?.id(url)
  return site && id && /^[\w-]{1,40}$/.test(id) ? { player: site.player(id), oembed: site.oembed(address) } : null
}
