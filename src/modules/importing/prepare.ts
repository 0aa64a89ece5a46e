/**
 * Turns the texts of a batch into Markdown and HTML before its transaction: only those that are new or have changed.
 * It happens in the text workers, while the batch before is being written.
 */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { textList } from '#platform/many.ts'
import { cookMany, type Cooked, handlesIn, IMPORT_LENGTH, IMPORT_TIME, type KnownFile, toMarkdownMany } from '#platform/text/index.ts'
import { asKnown, filesKnown, keysIn } from '#modules/files/index.ts'
import { t } from '../../texts/index.ts'
import { proseLabels } from '../../texts/prose.ts'
import { moveLinks } from './addresses.ts'
import type { Batch } from './batch.ts'
import { itemsOf, type Run } from './items.ts'
import type { Reader, Text, Writing } from './records.ts'

export interface Prepared {
  markdown: Map<Text, string>
  cooked: Map<Text, Cooked>
  /** The handles that are people here. */
  handles: Set<string>
}

type Draw = Awaited<ReturnType<typeof textsToDraw>>
type From = Pick<Reader, 'mentions' | 'ours' | 'key' | 'baseUrl'>

/** What is new in a batch, by asking the database. Must not overlap with a transaction: the embedded one has one line. */
export async function textsToDraw(
  ctx: Ctx,
  run: Run,
  batch: Batch,
  from: From,
): Promise<{ draw: Text[]; convert: Text[]; handles: Set<string>; files: KnownFile[] }> {
  const posts = await itemsOf(
    ctx,
    run,
    'post',
    batch.writings.map((each) => each.record.id),
  )
  const members = await itemsOf(
    ctx,
    run,
    'member',
    batch.members.map((each) => each.record.id),
  )
  const writings = batch.writings
    .filter(({ record, digest }) => posts.get(record.id)?.digest !== digest)
    .map((each) => each.record)
  const people = batch.members
    .filter(({ record, digest }) => members.get(record.id)?.digest !== digest)
    .map((each) => each.record)
  const draw = [...writings.map((each) => each.body), ...people.flatMap((each) => (each.about ? [each.about] : []))]
  const descriptions = batch.topics.flatMap(({ record }) => (record.description ? [record.description] : []))
  const convert = [...draw, ...writings.flatMap(olderTexts), ...descriptions]
  return { draw, convert, handles: await knownHandles(ctx, run, batch, draw, from), files: await filesIn(ctx, batch, draw, from) }
}

/** The files that these texts show: what is here, and what comes in the same batch. Only archives of ours have any. */
async function filesIn(ctx: Ctx, batch: Batch, texts: Text[], from: From): Promise<KnownFile[]> {
  if (!from.ours) return []
  const keys = [...new Set(texts.flatMap((text) => ('markdown' in text ? keysIn(text.markdown) : [])))]
  const coming = batch.files.filter((file) => keys.includes(file.id)).map((file) => asKnown({ ...file, key: file.id }))
  return [...(await filesKnown(ctx, keys)), ...coming]
}

// The newest revision is the text itself.
const olderTexts = (writing: Writing) => (writing.revisions ?? []).slice(0, -1).map((each) => each.body)

export async function prepare(
  ctx: Ctx,
  { draw, convert, handles, files }: Draw,
  from: From,
): Promise<Prepared> {
  const markdown = await allMarkdown(convert, from)
  const options = { baseUrl: ctx.config.baseUrl, mentions: handles, files, length: IMPORT_LENGTH, time: IMPORT_TIME, labels: proseLabels() }
  const drawn = await cookMany(
    draw.map((text) => markdown.get(text)!),
    options,
  )
  return { markdown, handles, cooked: new Map(draw.map((text, index) => [text, drawn[index]!])) }
}

async function allMarkdown(texts: Text[], from: From): Promise<Map<Text, string>> {
  const markdown = new Map<Text, string>()
  const pages = texts.filter((text) => 'html' in text)
  for (const [flavour, group] of Map.groupBy(pages, (text) => text.flavour)) {
    const converted = await toMarkdownMany(
      group.map((text) => text.html),
      flavour,
      { pollLabel: t('importing:poll'), ...(from.baseUrl && { baseUrl: from.baseUrl }) },
    )
    for (const [index, text] of group.entries()) markdown.set(text, moveLinks(converted[index]!, from))
  }
  for (const text of texts) if ('markdown' in text) markdown.set(text, text.markdown)
  return markdown
}

async function knownHandles(ctx: Ctx, run: Run, batch: Batch, texts: Text[], from: From): Promise<Set<string>> {
  if (!from.mentions) return new Set()
  const written = [
    ...new Set(texts.flatMap((text) => ('markdown' in text ? handlesIn(text.markdown) : handlesInHtml(text.html)))),
  ]
  if (written.length === 0) return new Set()
  const { rows } = await sql<{
    handle: string
  }>`select handle from member where handle = any(${textList(written)}) and removed_at is null
    and (${from.ours ?? false} or exists (select 1 from import_item
      where kind = 'member' and local_id = member.id and source_id = ${run.sourceId}))`.execute(ctx.db)
  return new Set([
    ...rows.map((row) => row.handle),
    ...batch.members.map(({ record }) => record.handle ?? '').filter((handle) => written.includes(handle)),
  ])
}

const mention = /class="mention"[^>]*>@([^<\s]+)</g
const handlesInHtml = (html: string) => Array.from(html.matchAll(mention), ([, name]) => name!.toLowerCase())
