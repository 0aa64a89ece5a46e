/**
 * The one loader. It reads a source batch by batch; each batch is one transaction that also says how far the run has
 * come, so that a process killed anywhere leaves whole batches behind and the next one goes on from there.
 */
import path from 'node:path'
import { type Ctx, transaction } from '#platform/ctx.ts'
import { type Batch, batches } from './batch.ts'
import { prepare, type Prepared, textsToDraw } from './prepare.ts'
import type { Reader } from './records.ts'
import { addSkips, type Counts, countsOf, type Report, SkipLog } from './report.ts'
import { type OnStep, settle } from './settle.ts'
import { finishSource, holdSource, keepState, openSource, type Source, type State } from './source.ts'
import { writeCommunity, writeLinks, writeRedirects } from './write-links.ts'
import { writeMembers } from './write-members.ts'
import { writeFiles } from './write-files.ts'
import { writeSpaces, writeTopics } from './write-places.ts'
import { writePosts } from './write-posts.ts'
import { writeThreads } from './write-threads.ts'
import { Writer } from './writer.ts'

export interface Progress {
  step: 'reading' | 'removing' | 'counting' | 'indexing'
  /** Of the input in bytes while reading, of threads later. */
  done: number
  of: number
  records: number
}

export interface LoadOptions {
  onProgress?: (progress: Progress) => void
  /** Where the full list of what was skipped goes; none in tests. */
  logFolder?: string
  /** Removes what the source no longer has, however much it is. */
  prune?: boolean
}

export async function load(ctx: Ctx, reader: Reader, options: LoadOptions = {}): Promise<Report> {
  const began = performance.now()
  const source = await openSource(ctx, reader, reader.ours ? await emptyTables(ctx) : [])
  const log = options.logFolder
    ? new SkipLog(path.join(options.logFolder, `${reader.key.replace(/[^\w.-]/g, '-')}-${source.run}.tsv`))
    : null
  try {
    if (!source.state.read) await readAll(ctx, reader, source, options, log)
    const onStep: OnStep = (step, done, of) => options.onProgress?.({ step, done, of, records: source.state.done })
    const kept = await settle(ctx, source, { onStep, ...(options.prune && { prune: true }) })
    if (kept > 0)
      source.state.skipped = addSkips(source.state.skipped, [
        { kind: 'skip', reason: 'keptThoughMissing', at: { file: '', row: 0 }, count: kept },
      ])
  } finally {
    await log?.close(source.state.logged)
    await reader.close?.()
  }
  const report = reportOf(
    reader,
    source,
    await countsOf(ctx, source.sourceId),
    (performance.now() - began) / 1000,
    log && source.state.logged > 0 ? log.file : null,
  )
  await finishSource(ctx, source, report)
  return report
}

// Where nothing stands yet, the things of one of our archives keep their ids, and with them their addresses.
async function emptyTables(ctx: Ctx): Promise<string[]> {
  const empty: string[] = []
  for (const table of ['member', 'space', 'thread', 'post'] as const) {
    if (!(await ctx.db.selectFrom(table).select('id').limit(1).executeTakeFirst())) empty.push(table)
  }
  return empty
}

async function readAll(ctx: Ctx, reader: Reader, source: Source, { onProgress }: LoadOptions, log: SkipLog | null) {
  const waiting: { batch: Batch; prepared: Promise<Prepared> }[] = []
  let read = 0
  const tell = () => onProgress?.({ step: 'reading', ...reader.progress(), records: read })
  // A reader may look through everything before it yields the first record.
  const clock = setInterval(tell, 500)
  try {
    for await (const batch of batches(reader.records())) await take(batch)
    await writeWaiting()
  } finally {
    clearInterval(clock)
  }
  source.state = { ...source.state, read: true }
  await keepState(ctx, source, source.state)

  async function take(batch: Batch) {
    read += batch.count
    tell()
    // Batches are always cut alike, so what an interrupted run wrote is a whole number of them.
    if (read <= source.state.done) return
    // Only people who are there can be mentioned, and files that are there be shown: those of the batch before come first.
    if (waiting[0] && waiting[0].batch.members.length + waiting[0].batch.files.length > 0) await writeWaiting()
    const prepared = prepare(ctx, await textsToDraw(ctx, source, batch, reader), reader)
    // It is awaited a moment later; an error until then must not end the process by itself.
    prepared.catch(() => {})
    await writeWaiting()
    waiting.push({ batch, prepared })
  }

  async function writeWaiting() {
    for (const { batch, prepared } of waiting.splice(0)) await write(ctx, reader, source, batch, await prepared, log)
  }
}

async function write(ctx: Ctx, reader: Reader, source: Source, batch: Batch, prepared: Prepared, log: SkipLog | null) {
  source.state = await transaction(ctx, async (tx) => {
    await holdSource(tx, source)
    const writer = new Writer(tx, source, reader, prepared, new Set(source.state.keepIds))
    await writeBatch(writer, batch)
    const skips = [...batch.skips, ...writer.skips]
    const state: State = {
      ...source.state,
      done: source.state.done + batch.count,
      skipped: addSkips(source.state.skipped, skips),
      logged: (await log?.write(skips, source.state.logged)) ?? 0,
    }
    await keepState(tx, source, state)
    return state
  })
}

async function writeBatch(writer: Writer, batch: Batch) {
  await writeCommunity(writer, batch.settings)
  // Before the spaces: groups have members and files.
  await writeMembers(writer, batch.members)
  await writeFiles(writer, batch.files)
  await writeSpaces(writer, batch.spaces)
  await writeTopics(writer, batch.topics)
  await writeThreads(writer, batch.threads)
  await writePosts(writer, batch.writings)
  await writeLinks(writer, batch.links)
  await writeRedirects(writer, batch.redirects)
  await writer.putFacts()
}

function reportOf(reader: Reader, source: Source, counts: Counts, seconds: number, log: string | null): Report {
  const skipped = Object.entries(source.state.skipped)
    .map(([reason, { count, places }]) => ({ reason, count, places: places.map(({ file, row }) => ({ file, row })) }))
    .sort((one, other) => other.count - one.count || one.reason.localeCompare(other.reason))
  return {
    source: reader.key,
    kind: reader.kind,
    run: source.run,
    seconds: Math.round(seconds * 10) / 10,
    ...counts,
    skipped,
    log,
  }
}
