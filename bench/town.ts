/** The community that is measured, as a source for the importer: always the same, told relative to now. */
import { chance } from '#modules/importing/sample/chance.ts'
import type { AnyRecord, MemberRecord, PostRecord, Reader, ThreadRecord, Vote } from '#modules/importing/records.ts'
import type { Words } from './words.ts'

export interface Size {
  members: number
  spaces: number
  threads: number
  replies: number
  /** Replies of the one long thread. */
  long: number
}

export const usual: Size = { members: 200, spaces: 20, threads: 5_000, replies: 8, long: 500 }

const topics = ['heating', 'hot-water', 'curve', 'noise', 'sensors', 'tariff', 'solar', 'app', 'pairing', 'defrost', 'pressure', 'install', 'api', 'meter', 'buffer', 'floor', 'radiators', 'quiet-mode', 'error-codes', 'service']
const given = ['Alma', 'Ben', 'Carla', 'David', 'Elsa', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Karin', 'Luca', 'Mira', 'Noor', 'Olav', 'Petra', 'Quinn', 'Rosa', 'Samir', 'Tilda']
const family = ['Arnesen', 'Berg', 'Castell', 'Dahl', 'Ekman', 'Fonseca', 'Gruber', 'Holm', 'Ivers', 'Jansen']
const textLength = 600
const minute = 60_000
const twoYears = 730 * 24 * 60 * minute

const pick = (count: number, ...seed: (string | number)[]) => Math.floor(chance(...seed) * count)
export const handleOf = (index: number) => `${given[index % given.length]}-${family[Math.floor(index / given.length) % family.length]}-${index}`.toLowerCase()

export function townReader(size: Size, words: Words, now: Date): Reader {
  const total = size.threads + 1
  let done = 0
  async function* records(): AsyncGenerator<AnyRecord> {
    for (let index = 0; index < size.spaces; index++) yield { kind: 'space', id: `s${index}`, name: `Room ${index + 1}`, slug: `room-${index + 1}`, position: index, spine: 1 + (index % 7) }
    for (const slug of topics) yield { kind: 'topic', id: slug, name: slug }
    for (let index = 0; index < size.members; index++) yield memberOf(index, now)
    for (let index = 0; index < total; index++) {
      yield* threadOf(index, index === size.threads ? { ...size, replies: size.long } : size, words, now)
      done++
    }
  }
  return { key: 'bench', kind: 'sample', fingerprint: JSON.stringify(size), mentions: false, records, progress: () => ({ done, of: total }) }
}

function memberOf(index: number, now: Date): MemberRecord {
  const [first, last] = [given[index % given.length], family[Math.floor(index / given.length) % family.length]]
  return {
    kind: 'member',
    id: `m${index}`,
    name: `${first} ${last}`,
    handle: handleOf(index),
    role: index === 0 ? 'administrator' : index === 1 ? 'community_manager' : 'member',
    joinedAt: new Date(now.getTime() - twoYears - pick(1000, 'joined', index) * minute),
  }
}

function* threadOf(index: number, size: Size, words: Words, now: Date): Generator<AnyRecord> {
  const id = `t${index}`
  const age = (twoYears * (size.threads - Math.min(index, size.threads - 1))) / size.threads
  const startedAt = new Date(now.getTime() - age)
  const type = index % 5 === 4 ? 'discussion' : 'question'
  const author = `m${pick(size.members, 'author', index)}`
  yield {
    kind: 'thread', id, type, author, space: `s${pick(size.spaces, 'space', index)}`, title: words.title(index), createdAt: startedAt,
    topics: [topics[pick(topics.length, 'topic', index)]!], views: pick(900, 'views', index),
    opening: { id, author, body: { markdown: words.text(textLength, index) }, createdAt: startedAt, votes: votesFor(id, size, startedAt) },
  } satisfies ThreadRecord
  const step = Math.min(age / (size.replies + 1), 60 * minute)
  for (let place = 0; place < size.replies; place++) yield replyTo(id, place, { type, startedAt, step, author }, size, words)
}

interface Above {
  type: 'question' | 'discussion'
  startedAt: Date
  step: number
  author: string
}

function replyTo(thread: string, place: number, above: Above, size: Size, words: Words): PostRecord {
  const id = `${thread}-${place}`
  const createdAt = new Date(above.startedAt.getTime() + (place + 1) * above.step)
  const isAccepted = above.type === 'question' && place === 2 && chance('accepted', thread) < 0.6
  return {
    kind: 'post', id, thread, type: above.type === 'question' ? 'answer' : 'reply', createdAt,
    author: `m${pick(size.members, 'author', id)}`,
    body: { markdown: words.text(textLength, id) },
    votes: votesFor(id, size, createdAt),
    ...(isAccepted && { accepted: { at: createdAt, by: above.author } }),
  }
}

const votesFor = (id: string, size: Size, at: Date): Vote[] =>
  Array.from({ length: pick(4, 'votes', id) }, (_, index) => ({ member: `m${pick(size.members, 'voter', index, id)}`, value: 1 as const, at }))
