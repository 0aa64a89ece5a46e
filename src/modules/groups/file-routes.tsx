/** The files of a group: those that are pinned, those of its threads. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { After, writeKey } from '#platform/paging.ts'
import { found, type Problem } from '#platform/problems.ts'
import { Carried } from '#modules/files/index.ts'
import { refusalOf } from '#modules/members/index.ts'
import { kindsOfFiles, pinnedFiles, threadFiles } from './file-queries.ts'
import { moveFile, pinFile, pinNewFile, unpinFile } from './files.ts'
import { frameOf, framed } from './page-routes.tsx'
import { GroupFilesPage, ThreadFiles } from './pages/files-page.tsx'
import { groupPath } from './pages/words.ts'
import { may } from './permissions.ts'
import { BySlug } from './shapes.ts'
import { type Group, groupKnown } from './sight.ts'

const Key = z.string().regex(/^[0-9a-f]{24}$/)
const Asked = z.object({ q: z.string().trim().max(80).default('').catch(''), kind: z.enum(kindsOfFiles).default('all').catch('all'), older: After, unpinned: Key.optional().catch(undefined) })
const ByKey = BySlug.extend({ key: Key })
const Slug = z.object({ slug: z.string() })
const FileJson = z.object({ key: z.string(), name: z.string(), type: z.string(), stored: z.number(), address: z.string() })
const toFiles = (group: Group) => groupPath(group, '/files')

async function readFiles(ctx: Ctx, slug: string, asked: Omit<z.output<typeof Asked>, 'unpinned'>) {
  const group = await groupKnown(ctx, slug)
  found(may.read(ctx.viewer, group) ? group : null)
  const files = await threadFiles(ctx, group.id, asked)
  return { frame: await frameOf(ctx, group), pins: may.pinFiles(ctx.viewer, group), pinned: await pinnedFiles(ctx, group.id), files, rows: files.rows, next: files.next }
}

export function fileRoutes(open: Doors) {
  open.get('/groups/:slug/files', {
    may: may.look,
    says: 'groups:api.files',
    params: BySlug,
    query: Asked,
    act: (ctx, { params, query }) => readFiles(ctx, params.slug, query),
    json: z.object({ pinned: z.array(FileJson), rows: z.array(FileJson), next: z.string().nullable() }),
    page: ({ frame, ...lists }, _ctx, { query, headers }) =>
      query.older && headers['turbo-frame'] !== undefined
        ? <ThreadFiles {...lists} group={frame.group} asked={query} after={writeKey(query.older)} />
        : <GroupFilesPage {...framed(frame)} {...lists} asked={query} unpinned={query.unpinned} />,
  })
  open.post('/groups/:slug/files', { may: may.pinFiles, says: 'groups:api.pin', params: BySlug, body: z.object({ key: Key }), act: (ctx, { params, body }) => pinFile(ctx, params.slug, body.key), json: Slug, next: toFiles })
  open.post('/groups/:slug/files/new', {
    may: may.pinFiles,
    params: BySlug,
    body: Carried,
    act: (ctx, { params, body: { file } }) => pinNewFile(ctx, params.slug, { name: file.fileName ?? '', bytes: file }),
    next: toFiles,
    again: async (problem: Problem, _typed, ctx, { slug }) => {
      const { frame, ...lists } = await readFiles(ctx, slug, { q: '', kind: 'all' })
      return <GroupFilesPage {...framed(frame)} {...lists} asked={{ q: '', kind: 'all' }} refusal={refusalOf(problem)} />
    },
  })
  open.delete('/groups/:slug/files/:key', { may: may.pinFiles, says: 'groups:api.unpin', params: ByKey, act: async (ctx, { params }) => ({ ...(await unpinFile(ctx, params.slug, params.key)), key: params.key }), json: Slug, next: ({ key, ...group }) => `${toFiles(group)}?unpinned=${key}` })
  for (const by of ['up', 'down'] as const)
    open.post(`/groups/:slug/files/:key/${by}`, { may: may.pinFiles, says: by === 'up' ? 'groups:api.fileUp' : 'groups:api.fileDown', params: ByKey, act: (ctx, { params }) => moveFile(ctx, params.slug, params.key, by), json: Slug, next: toFiles })
}
