/** The addresses of files: sending one in parts or at once, opening it, one's own. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors, Raw } from '#platform/doors.tsx'
import { anyone } from '#platform/permissions.ts'
import { Invalid, type Problem } from '#platform/problems.ts'
import { tAny } from '../../texts/index.ts'
import { downloadOf, give } from './giving.ts'
import { partSize, quotaOf } from './limits.ts'
import { addressOfFile, stemOf } from './names.ts'
import { FilesPage } from './pages/files-page.tsx'
import { may } from './permissions.ts'
import { type FileRow, fileByKey, isPicture, ownFiles, roomTaken } from './queries.ts'
import { removeOwnFile } from './removing.ts'
import { ByKey, ByName, Carried, FileJson, NewFile, Offset, Part, Wanted } from './shapes.ts'
import { fileInSight } from './sight.ts'
import { addFile, beginFile, takePart } from './uploads.ts'

export function routes(open: Doors) {
  sendRoutes(open)
  ownRoutes(open)
  open.get('/files/:key/:name', {
    may: anyone,
    params: ByName,
    query: Wanted,
    act: (ctx, { params, query, headers }) => give(ctx, params.key, query, headers),
    raw: (given) => given,
  })
}

function sendRoutes(open: Doors) {
  const faces = { json: FileJson, raw: jsonOf }
  open.post('/files', { ...faces, may: may.add, says: 'files:api.begin', body: NewFile, act: async (ctx, { body }) => shown(ctx, await beginFile(ctx, body)) })
  open.get('/files/:key', { ...faces, may: anyone, says: 'files:api.one', params: ByKey, act: async (ctx, { params }) => shown(ctx, await ownOrSeen(ctx, params.key)) })
  open.put('/files/:key', {
    ...faces,
    may: may.add,
    says: 'files:api.part',
    params: ByKey,
    query: Offset,
    body: Part,
    act: async (ctx, { params, query, body }) => shown(ctx, await takePart(ctx, params.key, query.offset, body)),
  })
  open.post('/files/whole', { ...faces, may: may.add, says: 'files:api.whole', body: Carried, act: async (ctx, { body: { file } }) => shown(ctx, await addFile(ctx, { name: file.fileName ?? '', bytes: file })) })
}

const Done = z.object({ removed: z.string().max(120).optional().catch(undefined), added: z.string().max(120).optional().catch(undefined) })

function ownRoutes(open: Doors) {
  open.get('/settings/files', { may: may.add, query: Done, act: ownRoom, page: (room, _ctx, { query }) => <FilesPage {...room} {...query} /> })
  open.post('/settings/files', {
    may: may.add,
    body: Carried,
    act: (ctx, { body: { file } }) => addFile(ctx, { name: file.fileName ?? '', bytes: file }),
    next: (file) => `/settings/files?added=${file.key}`,
    again: async (problem, _typed, ctx) => <FilesPage {...(await ownRoom(ctx))} refusal={wordsOf(problem)} />,
  })
  open.delete('/files/:key', {
    may: may.add,
    says: 'files:api.remove',
    params: ByKey,
    act: (ctx, { params }) => removeOwnFile(ctx, params.key),
    next: ({ name }) => `/settings/files?removed=${encodeURIComponent(name)}`,
    json: z.object({ name: z.string() }),
  })
}

const wordsOf = (problem: Problem) => (problem instanceof Invalid ? Object.values(problem.fields).map((key) => tAny(key)).join(' ') : tAny(problem.message, problem.params))

async function ownRoom(ctx: Ctx) {
  const files = (await ownFiles(ctx)).map((file) => ({ ...file, address: addressOfFile(file), markdown: markdownOf(file) }))
  return { files, taken: await roomTaken(ctx), quota: await quotaOf(ctx) }
}

/** What one has begun oneself is there for oneself; everything else where it is in sight. */
async function ownOrSeen(ctx: Ctx, key: string): Promise<FileRow> {
  const file = await fileByKey(ctx, key)
  return file && may.keep(ctx.viewer, file) ? file : fileInSight(ctx, key)
}

const markdownOf = (file: FileRow) => `${isPicture(file) ? '!' : ''}[${isPicture(file) ? stemOf(file.name) : file.name}](${addressOfFile(file)})`

function shown(ctx: Ctx, file: FileRow): z.output<typeof FileJson> {
  const isReady = file.state === 'ready'
  return { ...file, state: isReady ? 'ready' : 'coming', partSize, picture: isPicture(file), markdown: isReady ? markdownOf(file) : '', download: isReady ? downloadOf(ctx, file) : null }
}

function jsonOf(file: z.output<typeof FileJson>): Raw {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify(FileJson.encode(file)), headers: { 'cache-control': 'no-store' } }
}
