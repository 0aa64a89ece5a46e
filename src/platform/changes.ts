/**
 * Who is told that something has changed: what keeps pages and figures in memory, in this process and in the others
 * that share a PostgreSQL server. A change is told after its transaction was committed, as marks of what it shows in.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** `everything`, `lists`, `search` (the index), `sessions` (somebody was signed out), `live` (open pages are to be told), or one thing: `thread:12`, `member:7` (what is theirs alone). */
export type Mark = 'everything' | 'lists' | 'search' | 'sessions' | 'live' | `${string}:${number}`
type Ear = (marks: readonly Mark[]) => void
/** Words that are worth nothing in a few seconds: who writes, who reads. Nobody misses those that are lost. */
type Gossip = (words: readonly string[]) => void

export class Changes {
  readonly #ears: Ear[] = []
  readonly #gossips: Gossip[] = []
  /** How the other processes are told; nothing where there are none. */
  tellOthers: Ear | null = null
  gossipToOthers: Gossip | null = null

  hearGossip(ear: Gossip) {
    this.#gossips.push(ear)
  }

  /** Tells the other processes something that is kept nowhere. */
  gossip(words: readonly string[]) {
    this.gossipToOthers?.(words)
  }

  gossipedBy(words: readonly string[]) {
    for (const ear of this.#gossips) ear(words)
  }

  hear(ear: Ear) {
    this.#ears.push(ear)
  }

  /** Something was committed here. */
  tell(marks: readonly Mark[]) {
    if (marks.length === 0) return
    this.toldBy(marks)
    this.tellOthers?.(marks)
  }

  /** Something was committed elsewhere. */
  toldBy(marks: readonly Mark[]) {
    if (marks.length === 0) return
    for (const ear of this.#ears) ear(marks)
  }
}

const channel = 'folkmoot_changes'
// Marks of this time go together: a commit does not wait for the telling, and many make one notice.
const together = 25
// A notice has room for 8,000 bytes; with more marks than this, everything has changed.
const mostMarks = 200
const patience = 5_000
const againAfter = 1_000

interface Notice {
  from: string
  marks: Mark[]
  words?: string[]
}

// As many as fit beside the marks; what is more comes again in a few seconds.
const mostWords = 60

/** Tells the other processes by the server's notices, and hears theirs. @returns how to stop */
export async function shareChanges(changes: Changes, pool: pg.Pool, connectionString: string): Promise<() => Promise<void>> {
  const me = randomUUID()
  const waiting = new Set<Mark>()
  const gossip: string[] = []
  let timer: NodeJS.Timeout | null = null
  const send = async () => {
    timer = null
    const marks: Mark[] = waiting.size > mostMarks ? ['everything'] : [...waiting]
    waiting.clear()
    const words = gossip.splice(0)
    // Without it the others keep what they have until its time is over.
    await pool.query('select pg_notify($1, $2)', [channel, JSON.stringify({ from: me, marks, ...(words.length > 0 && { words }) })]).catch(() => {})
  }
  changes.tellOthers = (marks) => {
    for (const mark of marks) waiting.add(mark)
    timer ??= setTimeout(send, together)
  }
  changes.gossipToOthers = (words) => {
    gossip.push(...words.slice(0, mostWords - gossip.length))
    timer ??= setTimeout(send, together)
  }
  const stop = await listen(connectionString, (text) => {
    const { from, marks, words } = JSON.parse(text) as Notice
    if (from === me) return
    changes.toldBy(marks)
    if (words) changes.gossipedBy(words)
  }, () => changes.toldBy(['everything']))
  return async () => {
    changes.tellOthers = null
    changes.gossipToOthers = null
    if (timer !== null) {
      clearTimeout(timer)
      await send()
    }
    await stop()
  }
}

/** @param deaf called when the line was down for a while: what was said meanwhile is lost */
async function listen(connectionString: string, heard: (text: string) => void, deaf: () => void): Promise<() => Promise<void>> {
  let closed = false
  let client: pg.Client | null = null
  let waiting: NodeJS.Timeout | null = null
  const open = async () => {
    const line = new pg.Client({ connectionString, application_name: 'folkmoot changes', keepAlive: true, connectionTimeoutMillis: patience })
    line.on('notification', ({ payload }) => heard(payload ?? '{"from":"","marks":["everything"]}'))
    line.on('error', () => {})
    try {
      await line.connect()
      await line.query(`listen ${channel}`)
    } catch (error) {
      line.end().catch(() => {})
      throw error
    }
    // Only a line that was open can end: one that never opened has been told of above, and one wait must not become two.
    line.on('end', again)
    client = line
  }
  const again = () => {
    client = null
    if (closed || waiting !== null) return
    waiting = setTimeout(() => {
      waiting = null
      open().then(deaf, again)
    }, againAfter).unref()
  }
  await open()
  return async () => {
    closed = true
    await client?.end().catch(() => {})
  }
}
