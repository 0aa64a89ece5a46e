/**
 * Statements that are asked again and again are prepared once a connection: the server reads and plans them once, and
 * less goes over the wire. Where that does not go (a pooler between us and the server), they are sent as they are.
 */
import type pg from 'pg'

// A statement is worth it when it comes back; many that differ only in the length of a list would fill the server.
const worthAfter = 3
const mostKnown = 1_000
const mostPrepared = 300
// How words are looked up depends on the words: each look-up is planned for its own.
const planEach = /\bsearch_|@@/

/** The server has changed a table since: its answer has another shape. */
const outdated = '0A000'
/** A pooler gave the next statement to another connection, which knows nothing of it. */
const unknown = new Set(['26000', '42P05'])

type Query = (config: object) => Promise<pg.QueryResult>

export class PreparedStatements {
  readonly #seen = new Map<string, number>()
  readonly #names = new Map<string, string>()
  #generation = 0
  #off = false

  /** Prepares what goes through this connection from now on. */
  watch(client: pg.PoolClient) {
    const query = client.query.bind(client) as unknown as Query & ((...given: unknown[]) => unknown)
    const send = (text: unknown, values?: unknown, ...rest: unknown[]) => {
      if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) return query(text, values, ...rest)
      const name = this.#nameOf(text)
      return name === undefined ? query(text, values) : query({ name, text, values }).catch((error) => this.#again(query, error, { text, values }))
    }
    client.query = send as typeof client.query
  }

  async #again(query: Query, error: { code?: string }, statement: object): Promise<pg.QueryResult> {
    if (error.code === outdated) this.#forget()
    else if (unknown.has(error.code ?? '')) this.#off = true
    else throw error
    // Inside a transaction this is refused, and the whole of it is done again (ctx.ts).
    return query(statement).catch(() => { throw error })
  }

  #forget() {
    this.#generation++
    this.#names.clear()
  }

  #nameOf(text: string): string | undefined {
    if (this.#off) return undefined
    const name = this.#names.get(text)
    if (name !== undefined) return name
    const seen = (this.#seen.get(text) ?? 0) + 1
    if (this.#seen.size >= mostKnown) this.#seen.clear()
    this.#seen.set(text, seen)
    if (seen < worthAfter || this.#names.size >= mostPrepared || planEach.test(text)) return undefined
    const given = `fm${this.#generation}_${this.#names.size}`
    this.#names.set(text, given)
    return given
  }
}
