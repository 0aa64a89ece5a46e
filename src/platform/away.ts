/** Tells a database that is away or full from a bug: the one passes by itself, the other does not. */
import { Problem } from './problems.ts'

// Of the network, and of PostgreSQL: class 08 (connection), 57P01 to 57P05 (going down, starting), 53300 (too many), 57014 (too slow).
const away = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[1-5]|53300|57014)$/
// The driver names no code for these.
const awayInWords = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Client was closed/i
const full = /ENOSPC|disk full|No space left|53100/i

interface Failure {
  code?: unknown
  message?: string
  cause?: unknown
  errors?: unknown[]
}

/** The error and what caused it, the innermost last. */
function* chain(error: unknown): Generator<Failure> {
  for (let each = error as Failure | undefined, depth = 0; each && depth < 5; each = (each.cause ?? each.errors?.[0]) as Failure | undefined, depth++) yield each
}

/** @returns the problem to answer with when the database cannot be reached (503) or has no room (507), else null */
export function troubleOf(error: unknown): Problem | null {
  for (const { code, message } of chain(error)) {
    if (full.test(`${String(code)} ${message}`)) return new Problem(507, 'NoRoom', 'problems:noRoom')
    if (away.test(String(code)) || awayInWords.test(message ?? '')) return new Problem(503, 'Away', 'problems:away')
  }
  return null
}
