/**
 * How many requests one visitor may send. Counted in the memory of this process, because it is asked before every answer
 * and must cost nothing; what a process forgets when it ends, it forgets. Limits on what people do, such as signing in or
 * posting, are kept in the database instead (limits.ts) and hold across processes.
 */
import type { Limit } from './limits.ts'
import { networkOf } from './network.ts'
import { Flood, TooMany } from './problems.ts'

// So many visitors are remembered in a window; a crowd of invented addresses must not fill the memory.
const mostKept = 100_000

/** Counts in windows that begin and end for everybody at once: forgetting is one step. */
export class RequestMeter {
  readonly #limit: Limit
  #window = 0
  #used = new Map<string, number>()

  constructor(limit: Limit) {
    this.#limit = limit
  }

  /** @throws TooMany with the seconds to wait */
  count(key: string, now: number): void {
    const { max, seconds } = this.#limit
    const window = Math.floor(now / 1000 / seconds)
    if (window !== this.#window || this.#used.size >= mostKept) this.#used.clear()
    this.#window = window
    const used = (this.#used.get(key) ?? 0) + 1
    this.#used.set(key, used)
    if (used <= max) return
    const wait = Math.max(1, Math.ceil((window + 1) * seconds - now / 1000))
    throw used > 2 * max ? new Flood(wait) : new TooMany(wait)
  }
}

// Somebody at the machine itself; or a proxy there that TRUST_PROXY does not name, and behind it everybody.
const isHere = (ip: string) => /^(?:::ffff:)?127\.|^::1$/.test(ip)

/**
 * Who is counted: a member as themselves, wherever they come from; a guest as their network. Nobody at the machine itself.
 */
export function visitorOf({ ip, memberId }: { ip: string; memberId: number | null }): string | null {
  if (memberId !== null) return `member:${memberId}`
  return isHere(ip) ? null : `guest:${networkOf(ip)}`
}
