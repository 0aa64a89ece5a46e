/** Reads a set: what there is to find, what is asked, and which of it is right. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import tar from 'tar-stream'
import type { SetOf } from './sets.ts'

export interface Said {
  text: string
  at: number
  /** Foreign ids of the threads that it leads to. */
  links: string[]
}

export interface Thread {
  id: string
  title: string
  text: string
  /** Milliseconds; 0 where the set knows no times. */
  at: number
  replies: Said[]
  /** Of the first post. */
  links: string[]
}

export interface Query {
  id: string
  title: string
  text: string
  exclude: string[]
  before: number | undefined
}

export type Rights = Map<string, Map<string, number>>

async function* lines(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line.trim() !== '') yield line
}

interface Row {
  _id?: string
  id?: string | number
  title?: string
  text?: string
  body?: string
  created_at?: string
  before?: string
  exclude?: string[]
}

const idOf = (row: Row) => String(row._id ?? row.id)
const timeOf = (text: string | undefined) => (text === undefined ? 0 : Date.parse(text))

export async function readThreads(set: Pick<SetOf, 'corpus' | 'threads'>): Promise<Thread[]> {
  const threads = new Map<string, Thread>()
  for await (const line of lines(set.corpus)) {
    const row = JSON.parse(line) as Row
    threads.set(idOf(row), {
      id: idOf(row),
      title: row.title ?? '',
      text: row.text ?? row.body ?? '',
      at: timeOf(row.created_at),
      replies: [],
      links: [],
    })
  }
  if (set.threads) for await (const topic of topicsIn(set.threads)) addPosts(threads, topic)
  keepLinksWithin(threads)
  return [...threads.values()]
}

export async function readQueries(file: string): Promise<Query[]> {
  const queries: Query[] = []
  for await (const line of lines(file)) {
    const row = JSON.parse(line) as Row
    const before = row.before === undefined ? undefined : Date.parse(row.before)
    queries.push({ id: idOf(row), title: row.title ?? '', text: row.text ?? row.body ?? '', exclude: (row.exclude ?? []).map(String), before })
  }
  return queries
}

/** Which documents are right for which query; a header has no grade. */
export async function readRights(file: string): Promise<Rights> {
  const rights: Rights = new Map()
  for await (const line of lines(file)) {
    const [query, document, grade = '1'] = line.split('\t') as [string, string, string?]
    if (!Number.isFinite(Number(grade))) continue
    if (!rights.has(query)) rights.set(query, new Map())
    if (Number(grade) > 0) rights.get(query)!.set(document, Number(grade))
  }
  return rights
}

interface Topic {
  id: number | string
  posts?: Post[]
  post_stream?: { posts: Post[] }
}

interface Post {
  cooked?: string
  created_at: string
  hidden?: boolean
}

async function* topicsIn(file: string): AsyncGenerator<Topic> {
  if (!/\.tar(\.gz)?$/.test(file)) {
    for await (const line of lines(file)) yield JSON.parse(line) as Topic
    return
  }
  const files = createReadStream(file).pipe(createGunzip()).pipe(tar.extract())
  for await (const entry of files) {
    const pieces: Buffer[] = []
    for await (const piece of entry) pieces.push(piece as Buffer)
    if (entry.header.name.endsWith('.json')) yield JSON.parse(Buffer.concat(pieces).toString('utf8')) as Topic
  }
}

function addPosts(threads: Map<string, Thread>, { id, posts, post_stream }: Topic) {
  const thread = threads.get(String(id))
  if (!thread) return
  const [opening, ...rest] = (post_stream?.posts ?? posts ?? []).filter((post) => !post.hidden)
  thread.links = linksIn(opening?.cooked ?? '')
  thread.replies = rest
    .map((post) => ({ text: textOf(post.cooked ?? ''), at: Date.parse(post.created_at), links: linksIn(post.cooked ?? '') }))
    .sort((one, other) => one.at - other.at)
}

// What a reply quotes was said before, and what a preview shows, elsewhere.
const textOf = (html: string) =>
  html
    .replace(/<(aside|blockquote)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|amp|#39|nbsp);/g, (_, name: keyof typeof entities) => entities[name])

const entities = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'", nbsp: ' ' }

/** Addresses of topics as `host id`. */
const linksIn = (html: string) =>
  [...html.matchAll(/href="(?:https?:\/\/([^"/]+))?\/t\/(?:[^/"]*[^/"\d][^/"]*\/)?(\d+)/g)].map(([, host = '', id]) => `${host} ${id}`)

/** Only links to threads of the same place: those without a host, and those to the host that most lead to. */
function keepLinksWithin(threads: Map<string, Thread>) {
  const counts = new Map<string, number>()
  const all = [...threads.values()].flatMap((thread) => [thread, ...thread.replies])
  for (const { links } of all) for (const link of links) counts.set(link.split(' ')[0]!, (counts.get(link.split(' ')[0]!) ?? 0) + 1)
  counts.delete('')
  const [home] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? ['']
  for (const each of all)
    each.links = each.links.map((link) => link.split(' ')).flatMap(([host, id]) => ((host === '' || host === home) && threads.has(id!) ? [id!] : []))
}
