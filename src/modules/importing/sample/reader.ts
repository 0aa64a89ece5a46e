/** The sample community as a source: the people and threads that were written for it, told relative to now. */
import type { Role } from '#platform/ctx.ts'
import type { AnyRecord, MemberRecord, PersonAt, PostRecord, Reader, ThreadRecord, Vote } from '../records.ts'
import { chance, some } from './chance.ts'
import type { Answer, Person, Said, Thread } from './parse.ts'
import { groupRecords, spaceRecords } from './spaces.ts'
import { between, clockOf, daysBefore } from './times.ts'

const hour = 3_600_000

export function sampleReader(people: Person[], threads: Thread[], now: Date): Reader {
  const told = threads
    .map((thread) => new Telling(thread, people, now))
    .toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
  let done = 0
  async function* records(): AsyncGenerator<AnyRecord> {
    yield* spaceRecords
    yield* people.map((person) => memberRecord(person, now))
    yield* groupRecords(now)
    for (const each of told) {
      yield* each.records()
      done++
    }
  }
  return {
    key: 'sample',
    kind: 'sample',
    fingerprint: now.toISOString().slice(0, 10),
    mentions: true,
    records,
    progress: () => ({ done, of: told.length }),
  }
}

function memberRecord(person: Person, now: Date): MemberRecord {
  return {
    kind: 'member',
    id: person.key,
    name: person.name,
    handle: person.key,
    role: person.role as Exclude<Role, 'guest'>,
    joinedAt: joinedAt(person, now),
    lastSeenAt: new Date(now.getTime() - Math.round(chance('seen', person.key) ** 2 * 96 * hour) - hour / 4),
    headline: person.title,
    about: { markdown: person.about },
    products: person.products,
    expertise: person.expertise,
  }
}

const joinedAt = (person: Person, now: Date) =>
  new Date(daysBefore(now, person.joinedDays).getTime() - Math.round(chance('joined', person.key) * 8 * hour))

/** One thread, told. */
class Telling {
  readonly startedAt: Date
  readonly #at: (delay: number) => Date
  readonly #thread: Thread
  readonly #people: Person[]
  readonly #now: Date
  readonly #id: string

  constructor(thread: Thread, people: Person[], now: Date) {
    this.#thread = thread
    this.#people = people
    this.#now = now
    this.#id = `${thread.space}: ${thread.title}`
    const clock = clockOf(thread, now)
    this.startedAt = clock.startedAt
    this.#at = clock.at
  }

  *records(): Generator<AnyRecord> {
    yield this.#threadRecord()
    const opening = { id: this.#id, at: this.startedAt }
    yield* this.#comments(this.#thread.comments, opening)
    for (const [index, answer] of this.#thread.answers.entries()) {
      const record = this.#answerRecord(answer, index)
      yield record
      yield* this.#comments(answer.comments, { id: record.id, at: record.createdAt })
    }
  }

  #threadRecord(): ThreadRecord {
    const { title, author, topics, products, views, kind, space, body, pinned, helpful } = this.#thread
    const same = this.#same()
    return {
      kind: 'thread',
      id: this.#id,
      type: kind,
      space,
      author,
      title,
      topics,
      products,
      createdAt: this.startedAt,
      views,
      pinnedAt: pinned ? this.#at(60) : null,
      ...this.#closing(),
      same,
      followers: this.#followers(same),
      opening: {
        id: this.#id,
        author,
        body: { markdown: body },
        createdAt: this.startedAt,
        votes: this.#votes(helpful, author, this.#id, this.startedAt),
      },
    }
  }

  #closing() {
    const { closed, answers } = this.#thread
    if (closed === null) return {}
    const last = this.#at(Math.max(0, ...answers.map((each) => each.delay)))
    return { closedAt: between(last, this.#now, 0.1), closedBy: 'nadia', closedReason: closed }
  }

  #answerRecord(answer: Answer, index: number): PostRecord {
    const id = `${this.#id} #${index + 1}`
    const createdAt = this.#at(answer.delay)
    return {
      kind: 'post',
      id,
      thread: this.#id,
      type: this.#thread.kind === 'question' ? 'answer' : 'reply',
      author: answer.author,
      body: { markdown: answer.text },
      createdAt,
      votes: this.#votes(answer.helpful, answer.author, id, createdAt),
      accepted: answer.accepted ? { at: this.#acceptedAt(createdAt, id), by: this.#thread.author } : null,
    }
  }

  /** Half an hour to a day later: first it is tried. */
  #acceptedAt(answeredAt: Date, id: string): Date {
    const wanted = answeredAt.getTime() + (0.3 + chance('accepted', id) ** 2 * 20) * hour
    return wanted < this.#now.getTime() ? new Date(wanted) : between(answeredAt, this.#now, 0.7)
  }

  *#comments(comments: Said[], under: { id: string; at: Date }): Generator<PostRecord> {
    for (const [index, { author, delay, text }] of comments.entries()) {
      // A comment cannot be older than what it comments on.
      const createdAt = new Date(Math.max(this.#at(delay).getTime(), under.at.getTime() + (index + 1) * 20_000))
      yield {
        kind: 'post',
        id: `${under.id} .${index + 1}`,
        thread: this.#id,
        type: 'comment',
        parent: under.id,
        author,
        body: { markdown: text },
        createdAt,
      }
    }
  }

  #votes(count: number, author: string, id: string, from: Date): Vote[] {
    return this.#others(count, author, id).map((member) => ({ member, value: 1, at: this.#momentOf(member, id, from) }))
  }

  #same(): PersonAt[] {
    const { same, author } = this.#thread
    return this.#others(same, author, `same ${this.#id}`).map((member) => ({
      member,
      at: this.#momentOf(member, `same ${this.#id}`, this.startedAt),
    }))
  }

  #others(count: number, author: string, id: string): string[] {
    return some(
      this.#people.map((person) => person.key).filter((key) => key !== author),
      count,
      id,
    )
  }

  /** Mostly soon after, sometimes weeks later, and never before the person was here. */
  #momentOf(key: string, id: string, from: Date): Date {
    const joined = joinedAt(this.#people.find((person) => person.key === key)!, this.#now)
    const start = new Date(Math.max(from.getTime(), joined.getTime()) + 60_000)
    const end = new Date(Math.min(this.#now.getTime() - 30_000, start.getTime() + 40 * 24 * hour))
    return between(start, end, chance('moment', key, id) ** 4)
  }

  /** Whoever writes in a thread follows it, and so do some of those who have it too. */
  #followers(same: PersonAt[]): PersonAt[] {
    const { author, answers, comments } = this.#thread
    const written = [...comments, ...answers, ...answers.flatMap((answer) => answer.comments)].map((each) => ({
      member: each.author,
      at: this.#at(each.delay),
    }))
    const waiting = same.filter(({ member }) => chance('follows', member, this.#id) < 0.4)
    const first = new Map<string, Date>()
    for (const { member, at } of [{ member: author, at: this.startedAt }, ...written, ...waiting])
      if (!first.has(member)) first.set(member, at)
    return [...first].map(([member, at]) => ({ member, at }))
  }
}
