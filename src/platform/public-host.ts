/**
 * Where a request of ours to an address that somebody gave may go: to hosts whose every address is a public one. Whoever
 * connects takes the address that was checked here, so that a name cannot mean another a moment later.
 */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublic } from './fetching/index.ts'

export interface Host {
  address: string
  family: number
}

/** @returns the address to connect to; null when the name leads nowhere, or anywhere that is not public */
export async function publicHost(name: string): Promise<Host | null> {
  const found = await lookup(name, { all: true }).catch(() => [])
  return found.length > 0 && found.every(({ address }) => isPublic(address)) ? found[0]! : null
}

// Names that only an inner network knows.
const inner = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private)$/i

/** The shape alone: https on its own port, a name with a dot, nothing before it. */
export function isPublicAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, port, username, password, hostname } = new URL(url)
  const name = hostname.replace(/\.$/, '')
  return protocol === 'https:' && port === '' && username + password === '' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name) && isIP(name) === 0 && !inner.test(name)
}
