/** Who writes and who reads in a place just now: in memory only, told to the other processes, forgotten after five seconds. */
import type { Changes } from '../changes.ts'

export type Doing = 'writes' | 'reads'

const lasts = 5_000
const mostPlaces = 5_000

export class Passing {
  readonly #changes: Changes | undefined
  readonly #seen = new Map<string, Map<string, number>>()
  /** Called with a place in which somebody begins, or goes on. */
  onChange: (place: string) => void = () => {}

  constructor(changes: Changes | undefined) {
    this.#changes = changes
    changes?.hearGossip((words) => {
      for (const word of words) this.#heard(word)
    })
  }

  note(place: string, memberId: number, doing: Doing) {
    const word = `${doing} ${memberId} ${place}`
    this.#heard(word)
    this.#changes?.gossip([word])
  }

  /** The ids of the members who do this there, in the order in which they began. */
  who(place: string, doing: Doing, now = Date.now()): number[] {
    const here = [...(this.#seen.get(place) ?? [])]
    return here.flatMap(([key, at]) => (key.startsWith(doing) && at > now - lasts ? [Number(key.slice(doing.length + 1))] : []))
  }

  /** Lets go of what is over. */
  tidy(now = Date.now()) {
    for (const [place, here] of this.#seen) {
      for (const [key, at] of here) if (at <= now - lasts) here.delete(key)
      if (here.size === 0) this.#seen.delete(place)
    }
  }

  #heard(word: string) {
    const [, doing, id, place] = /^(writes|reads) (\d+) (.+)$/.exec(word) ?? []
    if (!place || (this.#seen.size >= mostPlaces && !this.#seen.has(place))) return
    const here = this.#seen.get(place) ?? new Map<string, number>()
    this.#seen.set(place, here.set(`${doing} ${id}`, Date.now()))
    this.onChange(place)
  }
}
