/** One of our archives as a source. */
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fingerprintOf, isArchive, isFolder, unpacked, unpackInto, UnusableInput } from '../input.ts'
import { Meter } from '../meter.ts'
import type { AnyRecord, PostRecord, Reader, ThreadRecord } from '../records.ts'
import { Spool } from '../spool.ts'
import { type Line, Manifest, type Part, shapes } from './format.ts'
import {
  type Around,
  memberRecord,
  type Parts,
  postRecord,
  reread,
  spaceRecord,
  threadRecord,
  together,
  topicRecord,
  fileRecord,
} from './records.ts'

export interface Options {
  source?: string | undefined
  workFolder: string
}

export interface ArchiveReader extends Reader {
  /** Where its files lie. */
  folder: string
}

export async function archiveReader(input: string, options: Options): Promise<ArchiveReader> {
  const fingerprint = await fingerprintOf(input)
  const folder = (await isFolder(input)) ? input : await unpack(input, path.join(options.workFolder, 'archive'))
  const manifest = await readManifest(folder)
  const key = options.source ?? hostOf(manifest)
  const archive = new Archive(folder, manifest, key, options.workFolder)
  return {
    key,
    kind: 'folkmoot',
    fingerprint,
    mentions: true,
    ours: true,
    folder,
    records: () => archive.records(),
    progress: () => archive.meter.progress,
    close: () => rm(options.workFolder, { recursive: true, force: true }),
  }
}

const hostOf = ({ baseUrl, name }: Manifest) => (URL.canParse(baseUrl) ? new URL(baseUrl).host : name.toLowerCase())

async function unpack(input: string, folder: string): Promise<string> {
  if (!isArchive(input)) throw new UnusableInput(`${path.basename(input)} is neither a folder nor a .tar.gz.`)
  await unpackInto(folder, input, placeOf)
  return folder
}

const placeOf = (name: string) =>
  /(?:^|\/)(files\/[a-z]+\/[\w-]+\.\w+)$/.exec(name)?.[1] ??
  /(?:^|\/)(\w+\.jsonl|settings\.json|manifest\.json)$/.exec(name)?.[1] ??
  null

async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, 'manifest.json')
  if (!existsSync(file))
    throw new UnusableInput(
      `There is no manifest.json in ${folder}: this is not an archive of Folkmoot, or its export did not end.`,
    )
  const read = Manifest.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!read.success) throw new UnusableInput(`The archive in ${folder} is of a newer version than this Folkmoot can read.`)
  return read.data
}

const stage = { gather: 0, threads: 1, posts: 2 }

class Archive {
  readonly meter: Meter
  readonly #folder: string
  readonly #manifest: Manifest
  readonly #workFolder: string
  readonly #site: string

  constructor(folder: string, manifest: Manifest, site: string, workFolder: string) {
    this.#site = site
    this.#folder = folder
    this.#manifest = manifest
    this.#workFolder = workFolder
    this.meter = new Meter(
      Object.values(manifest.lines).reduce((sum, count) => sum + count, 0),
      [1, 3, 6],
    )
  }

  async *records(): AsyncGenerator<AnyRecord> {
    yield {
      kind: 'settings',
      id: 'settings',
      values: JSON.parse(await readFile(path.join(this.#folder, 'settings.json'), 'utf8')) as object,
    }
    // Before the spaces: groups have members and files.
    for await (const member of this.#lines('members')) yield memberRecord(member)
    for await (const file of this.#lines('files')) yield fileRecord(file)
    for await (const space of this.#lines('spaces')) yield spaceRecord(space)
    for await (const topic of this.#lines('topics')) yield topicRecord(topic)
    const posts = await this.#gather()
    const threads = await this.#gatherThreads(posts)
    // What was merged comes after all others, because it points at one of them.
    yield* this.#threads(threads, (thread) => thread.mergedIntoId === null)
    yield* this.#threads(threads, (thread) => thread.mergedIntoId !== null)
    // After a merge a comment may hang under a post with a higher number.
    yield* this.#posts(posts, (kind) => kind === 'answer' || kind === 'reply')
    yield* this.#posts(posts, (kind) => kind === 'comment')
    for await (const { from, to, kind, at } of this.#lines('links'))
      yield {
        kind: 'link',
        id: `${from} ${to} ${kind}`,
        from: String(from),
        to: String(to),
        ends: 'threads',
        type: kind,
        linkedAt: at,
      }
    for await (const { path: old, kind, to } of this.#lines('redirects'))
      yield { kind: 'redirect', id: old, path: old, target: kind, to: String(to) }
    posts.remove()
    threads.remove()
  }

  async *#lines<Name extends Part>(part: Name): AsyncGenerator<Line<Name>> {
    const file = path.join(this.#folder, `${part}.jsonl`)
    if (!existsSync(file)) return
    for await (const line of createInterface({ input: unpacked(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim()) yield shapes[part].parse(JSON.parse(line)) as Line<Name>
    }
  }

  async #gather(): Promise<Spool<Around>> {
    const spool = new Spool<Around>(path.join(this.#workFolder, 'posts'))
    let read = 0
    const count = () =>
      this.meter.set(
        stage.gather,
        ++read /
          ((this.#manifest.lines.posts ?? 0) + (this.#manifest.lines.votes ?? 0) + (this.#manifest.lines.revisions ?? 0) + 1),
      )
    for await (const post of this.#lines('posts')) {
      spool.add(post.id, { post })
      count()
    }
    for await (const revision of this.#lines('revisions')) {
      spool.add(revision.postId, { revision })
      count()
    }
    for await (const vote of this.#lines('votes')) {
      spool.add(vote.postId, { vote })
      count()
    }
    for await (const reaction of this.#lines('reactions')) spool.add(reaction.postId, { reaction })
    for await (const poll of this.#lines('polls')) spool.add(poll.postId, { poll })
    return spool
  }

  async #gatherThreads(posts: Spool<Around>): Promise<Spool<Parts>> {
    const spool = new Spool<Parts>(path.join(this.#workFolder, 'threads'))
    for await (const thread of this.#lines('threads')) spool.add(thread.id, { thread })
    for await (const follow of this.#lines('follows')) spool.add(follow.threadId, { follow })
    for await (const same of this.#lines('same')) spool.add(same.threadId, { same })
    for (const [, rows] of posts.groups()) {
      const post = together(rows)
      if (post?.line.kind === 'opening') spool.add(post.line.threadId, { opening: post.writing })
    }
    return spool
  }

  *#threads(spool: Spool<Parts>, wanted: (thread: Line<'threads'>) => boolean): Generator<ThreadRecord> {
    for (const [, rows] of spool.groups((share) => this.meter.set(stage.threads, share))) {
      const thread = rows.flatMap((row) => ('thread' in row ? [reread('threads', row.thread)] : []))[0]
      if (thread && wanted(thread)) yield threadRecord(thread, rows, this.#site)
    }
  }

  *#posts(spool: Spool<Around>, wanted: (kind: string) => boolean): Generator<PostRecord> {
    for (const [, rows] of spool.groups((share) => this.meter.set(stage.posts, share))) {
      const post = together(rows)
      if (post && wanted(post.line.kind)) yield postRecord(post)
    }
  }
}
