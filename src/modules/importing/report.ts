/** What came, what did not and why. */
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Place, SkipRecord } from './records.ts'

/** Why things did not come: how many, and where the first of them stand. */
export type Skipped = Record<string, { count: number; places: Place[] }>

const placesShown = 5

export function addSkips(skipped: Skipped, skips: readonly SkipRecord[]): Skipped {
  const sum = { ...skipped }
  for (const { reason, at, count = 1 } of skips) {
    const before = sum[reason] ?? { count: 0, places: [] }
    sum[reason] = {
      count: before.count + count,
      places: before.places.length < placesShown ? [...before.places, at] : before.places,
    }
  }
  return sum
}

/**
 * Everything that was skipped, line by line, in a file that stays: the report itself shows only the first few. Lines are
 * written at the place where the last batch that was kept has ended, so that a killed run leaves none missing or twice.
 */
export class SkipLog {
  readonly file: string
  #handle: FileHandle | null = null

  constructor(file: string) {
    this.file = file
  }

  /** @returns where the next lines belong */
  async write(skips: readonly SkipRecord[], from: number): Promise<number> {
    if (skips.length === 0) return from
    const lines = Buffer.from(skips.map(({ reason, at, count = 1 }) => `${reason}\t${at.file}\t${at.row}\t${count}\n`).join(''))
    this.#handle ??= await this.#open()
    // Somebody may have taken the file away in the meantime.
    const place = Math.min(from, (await this.#handle.stat()).size)
    await this.#handle.write(lines, 0, lines.length, place)
    return place + lines.length
  }

  async #open(): Promise<FileHandle> {
    await mkdir(path.dirname(this.file), { recursive: true })
    return open(this.file, constants.O_RDWR | constants.O_CREAT)
  }

  async close(size: number) {
    await this.#handle?.truncate(size)
    await this.#handle?.close()
  }
}

export interface Counts {
  members: number
  /** Authors of whom the source has only a name: no account. Not among `members`. */
  namesOnly: number
  spaces: number
  topics: number
  questions: number
  discussions: number
  answers: number
  replies: number
  comments: number
  acceptedAnswers: number
  closed: number
  votes: number
  follows: number
  links: number
  revisions: number
  /** Gone at the source since an earlier import, or hidden there. Not among the others. */
  removed: number
}

export interface Report extends Counts {
  source: string
  kind: string
  run: number
  seconds: number
  skipped: { reason: string; count: number; places: Place[] }[]
  /** Where all of them are listed. */
  log: string | null
}

/** What the community holds of a source. Counted where things stand, not while they come. */
export async function countsOf(ctx: Pick<Ctx, 'db'>, sourceId: number): Promise<Counts> {
  const { rows } = await sql<Counts>`
    with item as (select kind, foreign_id, local_id, digest from import_item where source_id = ${sourceId}),
      people as (select foreign_id from item join member on member.id = local_id
        where item.kind = 'member' and removed_at is null),
      mine as (select thread.* from item join thread on thread.id = local_id where item.kind = 'thread'),
      said as (select post.* from item join post on post.id = local_id join thread on thread.id = post.thread_id
        where item.kind = 'post' and post.removed_at is null and thread.removed_at is null)
    select
      (select count(*) from people where foreign_id not like 'name:%')::int as members,
      (select count(*) from people where foreign_id like 'name:%')::int as names_only,
      (select count(*) from item where kind = 'space')::int as spaces,
      (select count(*) from item where kind = 'topic' and digest <> '')::int as topics,
      (select count(*) from mine where kind = 'question' and removed_at is null)::int as questions,
      (select count(*) from mine where kind = 'discussion' and removed_at is null)::int as discussions,
      (select count(*) from said where kind = 'answer')::int as answers,
      (select count(*) from said where kind = 'reply')::int as replies,
      (select count(*) from said where kind = 'comment')::int as comments,
      (select count(*) from mine where accepted_post_id is not null and removed_at is null)::int as accepted_answers,
      (select count(*) from mine where closed_at is not null and removed_at is null)::int as closed,
      (select count(*) from vote join said on said.id = vote.post_id)::int as votes,
      (select count(*) from thread_follow join mine on mine.id = thread_id where removed_at is null)::int as follows,
      (select count(*) from item where kind = 'link')::int as links,
      (select count(*) from post_revision join said on said.id = post_id)::int as revisions,
      (select count(*) from item join post on post.id = local_id where item.kind = 'post')::int
        - (select count(*) from said)::int as removed`.execute(ctx.db)
  return rows[0]!
}
