/** The topics of a Discourse export, one after the other, however they are packed. */
import { createInterface } from 'node:readline'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import tar from 'tar-stream'
import { filesIn, isArchive, isFolder, unpacked, UnusableInput } from '../input.ts'
import type { Place } from '../records.ts'

export interface Post {
  id?: number
  user_id?: number
  username?: string | null
  name?: string | null
  user_title?: string | null
  created_at: string
  updated_at?: string
  version?: number
  cooked?: string
  post_number: number
  post_type?: number
  reply_to_post_number?: number | null
  accepted_answer?: boolean
  actions_summary?: { id: number; count?: number }[]
  like_count?: number
  link_counts?: { url: string; internal: boolean; reflection?: boolean }[]
  action_code?: string
  hidden?: boolean
  deleted_at?: string | null
}

export interface Topic {
  id: number
  title: string
  unicode_title?: string
  slug?: string
  url?: string
  created_at?: string
  last_posted_at?: string
  views?: number
  category_id?: number | null
  category_name?: string
  category?: { id?: number; name?: string } | string
  tags?: (string | { name: string })[]
  closed?: boolean
  archived?: boolean
  pinned_at?: string | null
  deleted_at?: string | null
  archetype?: string
  accepted_answer?: { post_number: number; accepter_username?: string } | null
  post_stream?: { posts: Post[]; stream?: number[] }
  posts?: Post[]
}

export interface Category {
  id: number
  name: string
  slug?: string
  description_text?: string | null
  parent_category_id?: number | null
  position?: number | null
  read_restricted?: boolean
}

/** A topic, the categories of the site, or something that is neither. */
export type Found = { at: Place } & ({ topic: Topic } | { categories: Category[] } | { unreadable: true })

export async function* topicsIn(input: string, onBytes: (count: number) => void): AsyncGenerator<Found> {
  if (await isFolder(input)) yield* fromFolder(input, onBytes)
  else if (isArchive(input)) yield* fromArchive(input, onBytes)
  else if (/\.(jsonl|ndjson)(\.gz)?$/i.test(input)) yield* fromLines(input, onBytes)
  else if (/\.json(\.gz)?$/i.test(input)) yield* read(await text(unpacked(input, onBytes)), path.basename(input))
  else throw new UnusableInput(`${path.basename(input)} is none of these: a folder, .tar.gz, .json, .jsonl, .jsonl.gz.`)
}

// `some-title.30.json` comes in the order of the topics.
const numberOf = (name: string) => Number(/(\d+)\D*$/.exec(name)?.[1] ?? 0)

async function* fromFolder(folder: string, onBytes: (count: number) => void): AsyncGenerator<Found> {
  const names = (await filesIn(folder)).filter((name) => /\.(json|jsonl|ndjson)(\.gz)?$/i.test(name))
  for (const name of names.sort((one, other) => numberOf(one) - numberOf(other))) {
    if (/\.json$/i.test(name)) {
      const content = await readFile(path.join(folder, name), 'utf8')
      onBytes(Buffer.byteLength(content))
      yield* read(content, name)
    } else yield* topicsIn(path.join(folder, name), onBytes)
  }
}

async function* fromArchive(input: string, onBytes: (count: number) => void): AsyncGenerator<Found> {
  const extract = tar.extract()
  unpacked(input, onBytes)
    .on('error', (error) => extract.destroy(error as Error))
    .pipe(extract)
  for await (const entry of extract) {
    const { name, type } = entry.header
    if (type === 'file' && /\.json$/i.test(name) && !path.basename(name).startsWith('._')) yield* read(await text(entry), name)
    else entry.resume()
  }
}

async function* fromLines(input: string, onBytes: (count: number) => void): AsyncGenerator<Found> {
  let row = 0
  for await (const line of createInterface({ input: unpacked(input, onBytes), crlfDelay: Number.POSITIVE_INFINITY })) {
    row++
    if (line.trim()) yield* read(line, path.basename(input), row)
  }
}

function* read(content: string, file: string, row = 1): Generator<Found> {
  let value: unknown
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''))
  } catch {
    yield { at: { file, row }, unreadable: true }
    return
  }
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield recognised(each, { file, row: index + 1 })
  else yield recognised(value, { file, row })
}

function recognised(value: unknown, at: Place): Found {
  const object = (value ?? {}) as Partial<Topic> & { categories?: Category[]; category_list?: { categories?: Category[] } }
  if (typeof object.id === 'number' && Array.isArray(postsOf(object as Topic))) return { at, topic: object as Topic }
  const categories = object.categories ?? object.category_list?.categories
  return Array.isArray(categories) ? { at, categories } : { at, unreadable: true }
}

export const postsOf = (topic: Topic): Post[] => (topic.post_stream?.posts ?? topic.posts)!
