/** Records on their way in, a few hundred at a time: what one transaction writes. */
import { digestOf } from './digest.ts'
import type {
  FileRecord,
  LinkRecord,
  Loaded,
  MemberRecord,
  PostRecord,
  RedirectRecord,
  SettingsRecord,
  SkipRecord,
  SpaceRecord,
  ThreadRecord,
  TopicRecord,
  Writing,
} from './records.ts'

export interface Entry<Record> {
  record: Record
  digest: string
}

/** An opening or a post, with the record it came in. */
export interface WritingEntry extends Entry<Writing> {
  thread: ThreadRecord | null
  post: PostRecord | null
  /** Of all that was said to it: votes, reactions, ballots. */
  votesDigest: string
}

// A batch is one transaction and one round of drawing; more than this only costs memory.
const records = 400
const characters = 1_500_000

export class Batch {
  readonly settings: SettingsRecord[] = []
  readonly spaces: Entry<SpaceRecord>[] = []
  readonly topics: Entry<TopicRecord>[] = []
  readonly members: Entry<MemberRecord>[] = []
  readonly files: FileRecord[] = []
  readonly threads: Entry<ThreadRecord>[] = []
  readonly writings: WritingEntry[] = []
  readonly links: Entry<LinkRecord>[] = []
  readonly redirects: RedirectRecord[] = []
  readonly skips: SkipRecord[] = []
  /** Records read, those that are skipped included. */
  count = 0
  #size = 0

  add(record: Loaded | SkipRecord) {
    this.count++
    if (record.kind === 'thread') this.#addThread(record)
    else if (record.kind === 'post') this.#addPost(record)
    else if (record.kind === 'member') this.#addMember(record)
    else if (record.kind === 'file') this.files.push(record)
    else if (record.kind === 'space') this.spaces.push(entry(record))
    else if (record.kind === 'topic') this.topics.push(entry(record))
    else if (record.kind === 'link') this.links.push(entry(record))
    else if (record.kind === 'redirect') this.redirects.push(record)
    else if (record.kind === 'settings') this.settings.push(record)
    else this.skips.push(record)
  }

  get isFull() {
    return this.count >= records || this.#size >= characters
  }

  #addMember(record: MemberRecord) {
    this.#size += record.about ? sizeOf(record.about) : 0
    this.members.push(entry(record))
  }

  #addThread(record: ThreadRecord) {
    const { opening, followers, same, ...bare } = record
    this.threads.push({ record, digest: digestOf(bare) })
    // A changed title or topic is an edit of the opening.
    if (opening) this.#addWriting(opening, { thread: record, post: null }, [record.title, record.topics, record.type])
  }

  #addPost(record: PostRecord) {
    this.#addWriting(record, { thread: null, post: record })
  }

  #addWriting(record: Writing, place: Pick<WritingEntry, 'thread' | 'post'>, more: unknown = null) {
    const { votes = [], reactions, polls, ...bare } = record
    const said = reactions || polls ? [votes, reactions, polls] : votes
    this.#size += sizeOf(record.body) + (record.revisions ?? []).reduce((sum, each) => sum + sizeOf(each.body), 0)
    this.writings.push({ record, digest: digestOf([bare, more]), votesDigest: digestOf(said), ...place })
  }
}

const entry = <Record extends Loaded>(record: Record): Entry<Record> => ({ record, digest: digestOf(record) })
const sizeOf = (text: Writing['body']) => ('html' in text ? text.html.length : text.markdown.length)

/** Takes records from a reader batch by batch. */
export async function* batches(records: AsyncIterable<Loaded | SkipRecord>): AsyncGenerator<Batch> {
  let batch = new Batch()
  for await (const record of records) {
    batch.add(record)
    if (!batch.isFull) continue
    yield batch
    batch = new Batch()
  }
  if (batch.count > 0) yield batch
}
