/**
 * The line to the server on which it tells what happens: one for all pages of a browser (`worker.ts`), or one a page.
 * It comes back by the number of what was told last; where none can be held, it asks every half minute instead.
 */
export interface Told {
  name: string
  ids: Record<string, unknown>
}

/** The places that pages show, and up to where they know what happens there; null: from now on. */
export type Places = ReadonlyMap<string, number | null>

const SETTLES = 200
const SILENT = 50_000
const OPENS = 10_000
const POLLS = 30_000
const TRIES_AGAIN = 120_000
// A line that was cut: others were, too, and all of them come back to one server.
const CUT = 6_000
const LONGEST = 10_000

const soon = (within: number) => within * (0.5 + Math.random() * 0.5)

export class Line {
  private starts = new Map<string, number | null>()
  private timer = 0
  private failures = 0
  private pollsUntil = 0
  private stop: AbortController | null = null
  private open = ''

  constructor(private readonly tell: (told: Told) => void) {}

  /**
   * What is shown now. Nothing: the line is let go.
   * @param fresh places of a page that has just come: it may be older than what others of the browser were told
   */
  show(places: Places, fresh: Places = new Map()) {
    const before = this.starts
    const startOf = (place: string, from: number | null) => {
      const [known, own] = [before.get(place) ?? from, fresh.get(place) ?? null]
      if (known === null || own === null || own >= known) return known
      this.open = ''
      return own
    }
    this.starts = new Map([...places].map(([place, from]) => [place, startOf(place, from)]))
    if (this.key() !== this.open) this.again(SETTLES)
  }

  /** Somebody else is here now: the server is to look again who it is. */
  renew() {
    this.open = ''
    this.again(SETTLES)
  }

  private key = () => [...this.starts.keys()].sort().join(' ')

  private again(within: number) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.go(), within) as unknown as number
  }

  private async go() {
    this.stop?.abort()
    this.open = this.key()
    if (this.starts.size === 0) return
    const stop = new AbortController()
    this.stop = stop
    try {
      await (Date.now() < this.pollsUntil ? this.poll(stop) : this.hold(stop))
    } catch {
      if (stop === this.stop) this.again(Math.min(LONGEST, CUT * 2 ** this.failures++) * (0.1 + Math.random() * 0.9))
    }
  }

  private address() {
    const at = [...this.starts].map(([place, from]) => (from === null ? place : `${place}@${from}`))
    return `/live?${new URLSearchParams(at.map((each) => ['at', each]))}`
  }

  private async hold(stop: AbortController) {
    let patience = setTimeout(() => stop.abort(), OPENS)
    const answer = await fetch(this.address(), { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal: stop.signal })
    if (!answer.ok || !answer.body) {
      clearTimeout(patience)
      return this.refused(answer)
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      clearTimeout(patience)
      if (done) break
      patience = setTimeout(() => stop.abort(), SILENT)
      const parts = (text + value).split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) if (this.take(part)) return stop.abort()
    }
    throw new Error('The line was cut.')
  }

  /** @returns true when the server has ended it in its own words */
  private take(part: string): boolean {
    const field = (name: string) => part.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
    const [id, name, data] = [field('id'), field('event'), field('data')]
    const ids = JSON.parse(data ?? '{}') as Told['ids']
    this.failures = 0
    if (name === 'end' || name === 'gone' || name === 'poll') return this.ended(name, ids)
    if (name === 'reset') for (const place of this.starts.keys()) this.starts.set(place, null)
    if (name && name !== 'open') this.tell({ name, ids })
    if (id) this.reached(Number(id))
    return false
  }

  private reached(id: number) {
    for (const [place, from] of this.starts) if (from === null || from < id) this.starts.set(place, id)
  }

  private ended(name: 'end' | 'gone' | 'poll', { after }: Told['ids']): true {
    if (name === 'poll') this.pollsUntil = Date.now() + TRIES_AGAIN
    this.again(name === 'end' ? Number(after) : name === 'poll' ? Math.random() * POLLS : soon(2_000))
    return true
  }

  private refused(answer: Response) {
    if (answer.status === 400) return
    this.pollsUntil = Date.now() + Math.max(TRIES_AGAIN, Number(answer.headers.get('retry-after')) * 1_000)
    this.again(soon(POLLS))
  }

  private async poll(stop: AbortController) {
    const answer = await fetch(this.address(), { headers: { accept: 'application/json' }, cache: 'no-store', signal: stop.signal })
    if (answer.ok) {
      const { position, reset, events } = (await answer.json()) as { position: number; reset?: boolean; events: Told[] }
      if (reset) this.tell({ name: 'reset', ids: {} })
      for (const event of events) this.tell(event)
      for (const place of this.starts.keys()) this.starts.set(place, position)
    }
    this.again(soon(POLLS * 1.3))
  }
}
