/** A Stack Exchange data dump as a source. Posts.xml and Users.xml must be there; every other file may be missing. */
import { existsSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { formsOf } from '../addresses.ts'
import { fingerprintOf, filesIn, isArchive, isFolder, keyOf, unpackInto, UnusableInput } from '../input.ts'
import { Meter } from '../meter.ts'
import { type AnyRecord, type LinkRecord, type Reader, type TopicRecord, wholeFile } from '../records.ts'
import { Spool } from '../spool.ts'
import { nameRecord, People, userRecord } from './people.ts'
import { answerRecord, type Around, commentRecords, Group, leftOut, questionRecord } from './posts.ts'
import { commentRow, historyRow, kindsOfPost, type PostRow, postRow, type Spooled, tagsOf, timeOf, voteRow } from './rows.ts'
import { type Attributes, type Row, rowsOf } from './xml.ts'

export interface Options {
  /** What the source is called, if not after its archive. */
  source?: string | undefined
  /** Name of the space that its questions come into. */
  space?: string | undefined
  /** A folder for what has to wait on the disk; it is emptied. */
  workFolder: string
}

const files = ['Users', 'Tags', 'Posts', 'Comments', 'Votes', 'PostHistory', 'PostLinks', 'Badges'] as const
type File = (typeof files)[number]

export async function stackExchangeReader(input: string, options: Options): Promise<Reader> {
  const fingerprint = await fingerprintOf(input)
  const unpackedTo = path.join(options.workFolder, 'dump')
  const folder = (await isFolder(input)) ? input : await unpack(input, unpackedTo)
  const dump = new Dump(await dumpIn(folder), options.source ?? keyOf(input), options)
  return {
    key: dump.key,
    kind: 'stackexchange',
    fingerprint,
    mentions: false,
    ...(/\.\w+$/.test(dump.key) && { baseUrl: `https://${dump.key}` }),
    records: () => dump.records(),
    progress: () => dump.meter.progress,
    close: () => rm(options.workFolder, { recursive: true, force: true }),
  }
}

async function unpack(input: string, folder: string): Promise<string> {
  if (!isArchive(input))
    throw new UnusableInput(
      `${path.basename(input)} is neither a folder nor a .tar.gz. Unpack a .7z or .zip first and name the folder.`,
    )
  await unpackInto(folder, input, (name) => (files.includes(path.basename(name, '.xml') as File) ? path.basename(name) : null))
  return folder
}

/** The folder that holds Posts.xml: the given one, or one inside. */
async function dumpIn(folder: string): Promise<string> {
  if (existsSync(path.join(folder, 'Posts.xml'))) return folder
  const inside = (await filesIn(folder)).find((name) => path.basename(name) === 'Posts.xml')
  if (!inside) throw new UnusableInput(`There is no Posts.xml in ${folder}: this is not a Stack Exchange dump.`)
  return path.join(folder, path.dirname(inside))
}

// The files are scattered by kind; writing them down post by post is quick, the rest of the time goes into the texts.
const stage = { gather: 0, people: 1, questions: 2, answers: 3 }
const weights = [1, 1, 4, 7]

class Dump {
  readonly key: string
  readonly meter: Meter
  readonly #folder: string
  readonly #options: Options
  readonly #people = new People()
  readonly #wikis = new Map<string, PostRow>()
  readonly #tags = new Map<string, string>()
  #commentScore = 0

  constructor(folder: string, key: string, options: Options) {
    this.#folder = folder
    this.key = key
    this.#options = options
    this.meter = new Meter(
      files.reduce((sum, file) => sum + this.#size(file), 0),
      weights,
    )
  }

  async *records(): AsyncGenerator<AnyRecord> {
    await this.#meetUsers()
    const spool = await this.#gather()
    const around: Around = { people: this.#people, site: this.key, space: 'site', hasHistory: this.#has('PostHistory') }
    yield { kind: 'space', id: 'site', name: this.#options.space ?? nameOf(this.key), paths: [] }
    yield* this.#topics()
    yield* this.#members()
    yield* this.#questions(spool, around)
    yield* this.#answers(spool, around)
    yield* this.#links()
    yield* this.#rest()
    spool.remove()
  }

  #path = (file: File) => path.join(this.#folder, `${file}.xml`)
  #has = (file: File) => existsSync(this.#path(file))
  #size = (file: File) => (this.#has(file) ? statSync(this.#path(file)).size : 0)

  async *#rows(file: File, onBytes: (count: number) => void = () => {}): AsyncGenerator<Row> {
    if (this.#has(file)) yield* rowsOf(this.#path(file), onBytes)
  }

  /** Who has an account, so that a text of somebody without one can be told from the first. */
  async #meetUsers() {
    for await (const { has } of this.#rows('Users')) if (has.Id) this.#people.note(has.Id)
  }

  /** Brings together what belongs to each post. */
  async #gather(): Promise<Spool<Spooled>> {
    const spool = new Spool<Spooled>(path.join(this.#options.workFolder, 'spool'))
    const total = this.#size('Posts') + this.#size('Comments') + this.#size('Votes') + this.#size('PostHistory')
    const onBytes = this.meter.counter(stage.gather, total)
    for await (const row of this.#rows('Posts', onBytes)) this.#takePost(spool, row)
    for await (const row of this.#rows('Comments', onBytes)) this.#takeComment(spool, row)
    for await (const row of this.#rows('Votes', onBytes)) spool.add(Number(row.has.PostId), voteRow(row))
    for await (const row of this.#rows('PostHistory', onBytes)) this.#takeHistory(spool, row)
    return spool
  }

  #takePost(spool: Spool<Spooled>, row: Row) {
    const post = postRow(row)
    spool.add(Number(row.has.Id), post)
    if (post.type === kindsOfPost.excerpt || post.type === kindsOfPost.wiki) return void this.#wikis.set(row.has.Id!, post)
    if (post.type !== kindsOfPost.question && post.type !== kindsOfPost.answer) return
    this.#people.meet(post.owner, post.ownerName, timeOf(post.created))
    for (const tag of tagsOf(post.tags)) if (!this.#tags.has(tag)) this.#tags.set(tag, post.created)
    if (post.accepted)
      spool.add(Number(post.accepted), { t: 'mark', question: row.has.Id!, by: post.owner, file: row.file, row: row.row })
  }

  #takeComment(spool: Spool<Spooled>, row: Row) {
    const comment = commentRow(row)
    this.#commentScore += Number(row.has.Score ?? 0)
    this.#people.meet(comment.user, comment.userName, timeOf(comment.created))
    spool.add(Number(row.has.PostId), comment)
  }

  #takeHistory(spool: Spool<Spooled>, row: Row) {
    const history = historyRow(row)
    if (history.userName && history.type <= 9) this.#people.meet(history.user, history.userName, timeOf(history.created))
    // Who voted to close is told there with names; only the reason is of use here.
    spool.add(Number(row.has.PostId), history.type > 9 ? { ...history, text: '' } : history)
  }

  async *#topics(): AsyncGenerator<TopicRecord> {
    const described = new Map<string, Attributes>()
    for await (const { has } of this.#rows('Tags')) if (has.TagName) described.set(has.TagName, has)
    for (const tag of new Set([...described.keys(), ...this.#tags.keys()])) {
      // The excerpt is written for lists; the long text of the wiki only stands in for a missing one.
      const wiki =
        this.#wikis.get(described.get(tag)?.ExcerptPostId ?? '') ?? this.#wikis.get(described.get(tag)?.WikiPostId ?? '')
      const first = this.#tags.get(tag)
      yield {
        kind: 'topic',
        id: tag,
        name: tag,
        ...(wiki?.body && { description: { html: wiki.body, flavour: 'stackexchange' } }),
        ...(first && { createdAt: timeOf(first) }),
        paths: [...formsOf(this.key, `/tags/${tag}`), ...formsOf(this.key, `/questions/tagged/${tag}`)],
      }
    }
  }

  async *#members(): AsyncGenerator<AnyRecord> {
    for await (const row of this.#rows('Users', this.meter.counter(stage.people, this.#size('Users')))) {
      if (row.has.Id && row.has.CreationDate) yield userRecord(row, this.#people, this.key)
      else yield { kind: 'skip', reason: 'userIncomplete', at: { file: row.file, row: row.row } }
    }
    for (const [id, at] of this.#people.names) yield nameRecord(id, at, this.#people)
  }

  *#questions(spool: Spool<Spooled>, around: Around): Generator<AnyRecord> {
    for (const [id, rows] of spool.groups((share) => this.meter.set(stage.questions, share))) {
      const group = new Group(id, rows)
      if (group.isQuestion) yield questionRecord(group, around)
    }
  }

  /** Answers after all questions: after a merge at the source an answer may have a lower number than its question. */
  *#answers(spool: Spool<Spooled>, around: Around): Generator<AnyRecord> {
    for (const [id, rows] of spool.groups((share) => this.meter.set(stage.answers, share))) {
      const group = new Group(id, rows)
      if (group.isAnswer) yield answerRecord(group, around)
      if (group.isAnswer || group.isQuestion) yield* commentRecords(group, around)
      yield* leftOut(group)
    }
  }

  async *#links(): AsyncGenerator<LinkRecord | AnyRecord> {
    const types: Record<string, LinkRecord['type']> = { 1: 'linked', 3: 'duplicate' }
    for await (const { has, file, row } of this.#rows('PostLinks')) {
      const type = types[has.LinkTypeId ?? '']
      if (type && has.PostId && has.RelatedPostId)
        yield {
          kind: 'link',
          id: has.Id ?? String(row),
          at: { file, row },
          from: has.PostId,
          to: has.RelatedPostId,
          ends: 'posts',
          type,
          linkedAt: timeOf(has.CreationDate!),
        }
      else yield { kind: 'skip', reason: 'linkOfOtherKind', at: { file, row } }
    }
  }

  async *#rest(): AsyncGenerator<AnyRecord> {
    let badges = 0
    for await (const _ of this.#rows('Badges')) badges++
    if (badges > 0) yield { kind: 'skip', reason: 'badge', at: { file: 'Badges.xml', row: wholeFile }, count: badges }
    if (this.#commentScore > 0)
      yield { kind: 'skip', reason: 'commentScore', at: { file: 'Comments.xml', row: wholeFile }, count: this.#commentScore }
  }
}

/** `meta.beer.stackexchange.com` as people say it: Beer meta. */
function nameOf(key: string): string {
  const words = key.replace(/\.(stackexchange\.com|com|net|org)$/, '').split('.')
  const name = words[0] === 'meta' ? [...words.slice(1), 'meta'].join(' ') : words.join(' ')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
