/** Which addresses may be asked for something on behalf of a member: public ones, and nothing of our own network. */
import ipaddr from 'ipaddr.js'

// Everything else that these ranges know is private, of the machine itself, or a way to such an address by another name.
const open = new Set(['unicast'])
// What the library does not know counts there as public, and so does `::7f00:1`, an old way to write 127.0.0.1: only
// what is given out to the internet is (RFC 4291; local-use NAT64 of RFC 8215 is not in it either).
const given: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]
// Public by its number, but each machine of one large cloud is told its secrets there.
const closed = new Set(['168.63.129.16'])

/** @param address as the resolver gives it; what cannot be read is not public */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv6' && !(parsed as ipaddr.IPv6).match(given)) return false
  return open.has(parsed.range()) && !closed.has(parsed.toString())
}

const ports: Record<string, string> = { 'http:': '80', 'https:': '443' }

export type Refusal = 'scheme' | 'credentials' | 'port' | 'name'

/**
 * What the address says of itself, before anybody is asked.
 * @param allowed host:port that may be asked although they are not public (`FETCH_ALLOWS`)
 */
export function refusalOf(url: URL, allowed: readonly string[]): Refusal | null {
  const own = ports[url.protocol]
  if (own === undefined) return 'scheme'
  if (url.username || url.password) return 'credentials'
  if (isAllowed(url, allowed)) return null
  if (url.port !== '' && url.port !== own) return 'port'
  // Names without a dot, and those of local networks, are nobody's on the internet.
  return isLiteral(url.hostname) || /\.[a-z][a-z0-9-]*\.?$/i.test(url.hostname) ? (localName.test(url.hostname) ? 'name' : null) : 'name'
}

const localName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)\.?$/i

/** The WHATWG parser has written every odd form of an IPv4 address as four numbers by now. */
export const isLiteral = (hostname: string) => hostname.startsWith('[') || ipaddr.IPv4.isValidFourPartDecimal(hostname)
export const literalOf = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

export const isAllowed = (url: URL, allowed: readonly string[]) => allowed.includes(`${url.hostname}:${url.port || ports[url.protocol]}`)
