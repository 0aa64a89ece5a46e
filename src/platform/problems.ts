/**
 * What can go wrong on purpose. A problem has a status, a code for programs and a catalogue key for people; the doors
 * turn it into an answer in one place. Anything else that is thrown is a bug and answers 500.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>

  /** @param key of the message in the catalogue, such as `problems:notFound` */
  constructor(status: number, code: string, key: string, params: Record<string, unknown> = {}) {
    super(key)
    this.name = code
    this.status = status
    this.code = code
    this.params = params
  }
}

export class NotFound extends Problem {
  constructor(key = 'problems:notFound', params: Record<string, unknown> = {}) {
    super(404, 'NotFound', key, params)
  }
}

/** The viewer may see the thing but not do this with it. A guest is led to sign in. */
export class Forbidden extends Problem {
  constructor(key = 'problems:forbidden', params: Record<string, unknown> = {}) {
    super(403, 'Forbidden', key, params)
  }
}

/** The request does not fit the present state: already closed, already merged. */
export class Conflict extends Problem {
  constructor(key: string, params: Record<string, unknown> = {}) {
    super(409, 'Conflict', key, params)
  }
}

/** Somebody else changed the thing since this edit began. Carries what is stored now, so that nothing is lost. */
export class Outdated extends Problem {
  readonly current: { version: number; title?: string; body: string }

  constructor(current: { version: number; title?: string; body: string }) {
    super(409, 'Outdated', 'problems:outdated')
    this.current = current
  }
}

/** Fields and the catalogue keys of what is wrong with them. */
export class Invalid extends Problem {
  readonly fields: Record<string, string>

  constructor(fields: Record<string, string>) {
    super(422, 'Invalid', 'problems:invalid')
    this.fields = fields
  }
}

export class TooMany extends Problem {
  readonly retryAfter: number

  /** @param retryAfter seconds */
  constructor(retryAfter: number, key = 'problems:tooMany') {
    super(429, 'TooMany', key, { seconds: retryAfter })
    this.retryAfter = retryAfter
  }
}

/** Far more than too many: answered with as little work as there is. */
export class Flood extends TooMany {}

/** This process has more to do than it can; what was asked for is left out so that pages go on. */
export class Overloaded extends Problem {
  readonly retryAfter: number

  /** @param retryAfter seconds */
  constructor(retryAfter: number) {
    super(503, 'Overloaded', 'problems:overloaded', { seconds: retryAfter })
    this.retryAfter = retryAfter
  }
}

export function demand(allowed: boolean, key?: string, params?: Record<string, unknown>): asserts allowed is true {
  if (!allowed) throw new Forbidden(key, params)
}

export function found<T>(thing: T | null | undefined, key?: string): T {
  if (thing === undefined || thing === null) throw new NotFound(key)
  return thing
}
