/** Users of a dump, and those of whom only a name is left. */
import { handleFrom } from '#modules/members/index.ts'
import { formsOf } from '../addresses.ts'
import type { MemberRecord } from '../records.ts'
import { timeOf } from './rows.ts'
import type { Row } from './xml.ts'

/** Who is known while a dump is read. Grows with the number of people, a few dozen bytes each. */
export class People {
  readonly #ids = new Set<string>()
  readonly #handles = new Set<string>()
  /** Names without an account, with the time of the first thing that stands under them. */
  readonly names = new Map<string, Date>()

  note(id: string) {
    this.#ids.add(id)
  }

  /** The foreign id of whoever wrote: the account, or else the name. */
  author(id: string | null, name: string): string {
    if (id !== null && this.#ids.has(id)) return id
    return nameId(name || (id === null ? 'Anonymous' : `user${id}`))
  }

  /** Notes a name so that it becomes a member before the texts come. */
  meet(id: string | null, name: string, at: Date) {
    const author = this.author(id, name)
    if (!author.startsWith('name:')) return
    const first = this.names.get(author)
    if (!first || at < first) this.names.set(author, at)
  }

  /** The first of a name has it bare, the others with their number: the same in every dump, whoever came before. */
  handle(name: string, id: string): string {
    const stem = handleFrom(name)
    const isFirst = !this.#handles.has(stem)
    this.#handles.add(stem)
    return isFirst ? stem : `${stem}-${id.replace('-', '')}`
  }
}

const nameId = (name: string) => `name:${name.trim()}`

export function userRecord(row: Row, people: People, site: string): MemberRecord {
  const { has } = row
  const id = has.Id!
  const name = has.DisplayName?.trim() || `user${id}`
  return {
    kind: 'member',
    id,
    at: { file: row.file, row: row.row },
    name,
    handle: people.handle(name, id),
    joinedAt: timeOf(has.CreationDate!),
    lastSeenAt: has.LastAccessDate ? timeOf(has.LastAccessDate) : null,
    location: has.Location ?? '',
    website: has.WebsiteUrl?.trim() ?? '',
    ...(has.AboutMe?.trim() && { about: { html: has.AboutMe, flavour: 'stackexchange' as const } }),
    emailHash: has.EmailHash || null,
    email: has.Email || null,
    paths: formsOf(site, `/users/${id}`),
  }
}

export const nameRecord = (id: string, at: Date, people: People): MemberRecord => ({
  kind: 'member',
  id,
  name: id.slice('name:'.length),
  handle: people.handle(id.slice('name:'.length), Math.floor(at.getTime() / 1000).toString(36)),
  joinedAt: at,
  nameOnly: true,
})
