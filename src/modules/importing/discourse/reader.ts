/** A Discourse forum as a source: topics as the API of Discourse gives them. */
import { readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { t } from '../../../texts/index.ts'
import { formsOf } from '../addresses.ts'
import { filesIn, fingerprintOf, isFolder, keyOf } from '../input.ts'
import { Meter } from '../meter.ts'
import type { AnyRecord, MemberRecord, Reader, SpaceRecord } from '../records.ts'
import { Spool } from '../spool.ts'
import { linkedTopics, topicRecords } from './records.ts'
import { noCategory, Survey, type Writer } from './survey.ts'
import { postsOf, type Topic, topicsIn } from './topics.ts'

export interface Options {
  source?: string | undefined
  /** Where the forum was, for links that do not name it. */
  url?: string | undefined
  /** The one space, where the export tells no categories. */
  space?: string | undefined
  /** JSON: names of categories by their number. */
  categories?: string | undefined
  workFolder: string
}

export async function discourseReader(input: string, options: Options): Promise<Reader> {
  const names = options.categories ? (JSON.parse(await readFile(options.categories, 'utf8')) as Record<string, string>) : {}
  const host = await hostOf(input)
  const key = options.source ?? (generic.test(keyOf(input)) && host ? host : keyOf(input))
  const forum = new Forum(input, await sizeOf(input), names, {
    url: host ? `https://${host}` : undefined,
    ...withoutGaps(options),
    source: key,
  })
  return {
    key: forum.key,
    kind: 'discourse',
    fingerprint: await fingerprintOf(input),
    mentions: true,
    ...(forum.url && { baseUrl: forum.url }),
    records: () => forum.records(),
    progress: () => forum.meter.progress,
    close: () => rm(options.workFolder, { recursive: true, force: true }),
  }
}

// Names of files that say nothing about which forum is in them.
const generic =
  /^(topics?|posts?|exports?|data|json|discourse|archive|dump|backup|import|forum)([-_.]?(json|jsonl|raw|topics?|posts?))?$/
const peeked = 200

const withoutGaps = (options: Options) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as unknown as Options

/** The host that the first topics name, without reading all of them. */
async function hostOf(input: string): Promise<string | null> {
  const survey = new Survey()
  let seen = 0
  for await (const found of topicsIn(input, () => {})) {
    if ('topic' in found) survey.note(found.topic)
    if (++seen >= peeked) break
  }
  return survey.host
}

async function sizeOf(input: string): Promise<number> {
  if (!(await isFolder(input))) return (await stat(input)).size
  const sizes = await Promise.all((await filesIn(input)).map(async (name) => (await stat(path.join(input, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const stage = { survey: 0, topics: 1 }

class Forum {
  readonly key: string
  readonly meter: Meter
  readonly url: string
  readonly #input: string
  readonly #size: number
  readonly #names: Record<string, string>
  readonly #options: Options
  readonly #survey = new Survey()

  constructor(input: string, size: number, names: Record<string, string>, options: Options) {
    this.#input = input
    this.#size = size
    this.#names = names
    this.#options = options
    this.key = options.source!
    this.url = options.url?.replace(/\/$/, '') ?? ''
    this.meter = new Meter(size, [1, 14])
  }

  async *records(): AsyncGenerator<AnyRecord> {
    for await (const found of this.#read(stage.survey)) {
      if ('topic' in found) this.#survey.note(found.topic)
      else if ('categories' in found) this.#survey.describe(found.categories)
    }
    yield* this.#spaces()
    for (const tag of this.#survey.tags) yield { kind: 'topic', id: tag, name: tag, paths: formsOf(this.key, `/tag/${tag}`) }
    for (const [id, person] of this.#survey.people) yield this.#member(id, person)
    const links = new Spool<{ to: string[]; at: string }>(path.join(this.#options.workFolder, 'links'))
    yield* this.#topics(links)
    yield* linkRecords(links)
    links.remove()
  }

  #read(which: number) {
    return topicsIn(this.#input, this.meter.counter(which, this.#size))
  }

  /** Parents first, so that a child finds the door it is behind. */
  *#spaces(): Generator<SpaceRecord> {
    const all = [...this.#survey.categories]
    const sorted = all.toSorted(
      ([, one], [, other]) => Number(one.parent_category_id != null) - Number(other.parent_category_id != null),
    )
    for (const [index, [id, category]] of sorted.entries()) {
      yield {
        kind: 'space',
        id,
        name: this.#names[id] ?? category.name ?? this.#nameOf(id),
        description: category.description_text ?? '',
        ...(category.slug && { slug: category.slug }),
        position: category.position ?? index,
        parent: category.parent_category_id == null ? null : String(category.parent_category_id),
        // Who could read it is not told; better too closed than too open.
        ...(category.read_restricted && { see: 'team' as const, ask: 'team' as const, answer: 'team' as const }),
        paths: formsOf(this.key, `/c/${id}`),
      }
    }
  }

  #nameOf(id: string): string {
    if (id !== noCategory) return /^\d+$/.test(id) ? t('importing:category', { id }) : id
    const name =
      this.#options.space ?? this.key.replace(/^(www|discourse|forums?|community|discuss|meta)\./, '').replace(/\.\w+$/, '')
    return name.charAt(0).toUpperCase() + name.slice(1)
  }

  #member(id: string, { username, name, title, first }: Writer): MemberRecord {
    const shown = name || username || t('importing:formerMember')
    return {
      kind: 'member',
      id,
      name: shown,
      ...(username
        ? { handle: username.toLowerCase(), paths: formsOf(this.key, `/u/${username.toLowerCase()}`) }
        : { nameOnly: true }),
      headline: title,
      joinedAt: new Date(first),
    }
  }

  async *#topics(links: Spool<{ to: string[]; at: string }>): AsyncGenerator<AnyRecord> {
    const host = this.url ? new URL(this.url).host : ''
    for await (const found of this.#read(stage.topics)) {
      if ('topic' in found) {
        this.#noteLinks(links, found.topic, host)
        yield* topicRecords(found.topic, found.at, { survey: this.#survey, site: this.key })
      } else if ('unreadable' in found) yield { kind: 'skip', reason: 'unreadable', at: found.at }
    }
  }

  #noteLinks(links: Spool<{ to: string[]; at: string }>, topic: Topic, host: string) {
    for (const post of postsOf(topic)) {
      const to = [...linkedTopics(post, host)].filter((each) => each !== String(topic.id))
      if (to.length > 0) links.add(topic.id, { to, at: post.created_at })
    }
  }
}

/** After all topics: a link may lead to one that comes later. The first post that links to a topic counts. */
function* linkRecords(links: Spool<{ to: string[]; at: string }>): Generator<AnyRecord> {
  for (const [from, rows] of links.groups()) {
    const seen = new Set<string>()
    for (const { to, at } of rows) {
      for (const each of to.filter((topic) => !seen.has(topic))) {
        seen.add(each)
        yield {
          kind: 'link',
          id: `${from} ${each}`,
          from: String(from),
          to: each,
          ends: 'threads',
          type: 'linked',
          linkedAt: new Date(at),
          at: { file: 'links', row: from },
        }
      }
    }
  }
}
