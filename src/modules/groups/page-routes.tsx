/** The pages of one group: what is written in it, what it is, its settings. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { writeKey } from '#platform/paging.ts'
import { Forbidden } from '#platform/problems.ts'
import { FeedLink, feedOfSpace, atomRaw, LevelMenu, levelOf, ListQuery, MoreThreadRows, PlaceThreads, readList, ReadToast } from '#modules/conversations/index.ts'
import { refusalOf } from '#modules/members/index.ts'
import { maySpaces } from '#modules/spaces/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { t } from '../../texts/index.ts'
import { pinnedFiles } from './file-queries.ts'
import { archiveGroup, changeGroup } from './groups.ts'
import { mergedGroup, mergeGroup } from './merging.ts'
import { AboutGroupPage } from './pages/about-page.tsx'
import { GroupFrame, type GroupMay } from './pages/group-frame.tsx'
import type { GroupTyped } from './pages/group-form.tsx'
import { GroupSettingsPage } from './pages/settings-page.tsx'
import { groupPath } from './pages/words.ts'
import { may } from './permissions.ts'
import { railOf } from './queries.ts'
import { BySlug, Changing, GroupJson, Merging } from './shapes.ts'
import { type Group, groupKnown } from './sight.ts'

export const Said = z.object({ said: z.enum(['made', 'joined', 'asked', 'saved', 'invited', 'merged', 'archived', 'restored', 'done']).optional().catch(undefined) })

export const mayOf = (ctx: Ctx, group: Group): GroupMay => ({
  read: may.read(ctx.viewer, group),
  join: ctx.viewer.id !== null && may.join(ctx.viewer, group),
  request: may.request(ctx.viewer, group),
  ask: may.read(ctx.viewer, group) && group.mine?.state === 'in' && group.archivedAt === null,
  invite: may.approve(ctx.viewer, group),
  change: may.archive(ctx.viewer, group),
})

/** What the head and the rail of each page of a group show. */
export async function frameOf(ctx: Ctx, group: Group) {
  const allowed = mayOf(ctx, group)
  return { group, may: allowed, rail: await railOf(ctx, group, allowed.read), shelf: allowed.read ? await pinnedFiles(ctx, group.id, shelfSize) : [], level: group.mine?.state === 'in' ? await levelOf(ctx, 'space', group.id) : null }
}
// As many as stand beside the pages of the group.
const shelfSize = 5

export type FrameReading = Awaited<ReturnType<typeof frameOf>>

export const framed = ({ level, ...frame }: FrameReading, said?: string) => ({
  ...frame,
  said,
  level: level && <LevelMenu of="space" action={`/spaces/${encodeURIComponent(frame.group.slug)}/following`} level={level} to={groupPath(frame.group)} />,
})

export function pageRoutes(open: Doors) {
  open.get('/groups/:slug', {
    may: may.look,
    says: 'groups:api.show',
    params: BySlug,
    query: ListQuery.extend(Said.shape),
    act: async (ctx, { params, query, headers }) => {
      const group = (await mergedGroup(ctx, params.slug)) ?? (await groupKnown(ctx, params.slug))
      const frame = await frameOf(ctx, group)
      const reads = frame.may.read && group.slug === params.slug
      const list = reads ? await readList(ctx, { query: { ...query, space: group.slug }, ofSpace: true, onlyRows: true }) : null
      return { ...frame, list, ...group, members: frame.rail.members, rows: headers['turbo-frame'] !== undefined }
    },
    json: GroupJson.extend({ rulesHtml: z.string() }),
    moved: ({ group }, _ctx, { params }) => (group.slug === params.slug ? null : groupPath(group)),
    page: ({ list, rows, ...frame }, ctx, { query }) => {
      const path = groupPath(frame.group)
      if (!list) return <AboutGroupPage {...framed(frame, query.said)} />
      const reading = { ...list, space: list.space! }
      if (rows && query.older) return <MoreThreadRows rows={list.rows} next={list.next} href={query.list === 'latest' ? path : `${path}?list=${query.list}`} older={writeKey(query.older)} without={frame.group.slug} />
      return (
        <GroupFrame {...framed(frame, query.said)} at="threads" toast={query.read && <ReadToast to={query.list === 'latest' ? path : `${path}?list=${query.list}`} space={reading.space} read={query.read} />} feed={frame.group.visibility === 'public' ? `${path}.atom` : undefined} head={frame.group.visibility === 'public' && <FeedLink href={`${path}.atom`} title={frame.group.name} />}>
          <PlaceThreads reading={reading} path={path} empty={<NothingYet mayAsk={maySpaces.askIn(ctx.viewer, reading.space)} slug={frame.group.slug} />} />
        </GroupFrame>
      )
    },
  })

  open.get('/groups/:slug.atom', {
    may: may.look,
    params: BySlug,
    act: (ctx, { params }) => feedOfSpace(ctx, params.slug),
    raw: atomRaw,
  })

  open.get('/groups/:slug/about', {
    may: may.look,
    params: BySlug,
    query: Said,
    act: async (ctx, { params }) => frameOf(ctx, await groupKnown(ctx, params.slug)),
    page: (frame, _ctx, { query }) => <AboutGroupPage {...framed(frame, query.said)} />,
  })

  settingsRoutes(open)
}

const NothingYet = ({ mayAsk, slug }: { mayAsk: boolean; slug: string }) => (
  <div class="mt-6">
    <Empty art="shelf" title={t('groups:nothing.title')} action={mayAsk && <Button kind="primary" href={`/discussions/new?space=${encodeURIComponent(slug)}`}>{t('groups:nothing.action')}</Button>}>{t('groups:nothing.text')}</Empty>
  </div>
)

const typedOf = (group: Group, typed: Record<string, string>): GroupTyped => ({ ...group, ...(typed as Partial<GroupTyped>) })

async function settingsOf(ctx: Ctx, slug: string) {
  const group = await groupKnown(ctx, slug)
  if (!may.archive(ctx.viewer, group)) throw new Forbidden('groups:problem.owners')
  return frameOf(ctx, group)
}

function settingsRoutes(open: Doors) {
  open.get('/groups/:slug/settings', {
    may: may.change,
    params: BySlug,
    query: Said,
    act: (ctx, { params }) => settingsOf(ctx, params.slug),
    page: (frame, _ctx, { query }) => <GroupSettingsPage {...framed(frame, query.said)} typed={frame.group} />,
  })
  open.post('/groups/:slug/settings', {
    may: may.change,
    says: 'groups:api.change',
    params: BySlug,
    body: Changing,
    act: async (ctx, { params, body }) => changeGroup(ctx, params.slug, body),
    json: z.object({ slug: z.string() }),
    next: (group) => `${groupPath(group, '/settings')}?said=saved`,
    again: async (problem, typed, ctx, params) => {
      const frame = await settingsOf(ctx, params.slug)
      return <GroupSettingsPage {...framed(frame)} typed={typedOf(frame.group, typed)} refusal={refusalOf(problem)} />
    },
  })
  for (const archived of [true, false])
    open.post(`/groups/:slug/${archived ? 'archive' : 'restore'}`, {
      may: may.archive,
      says: archived ? 'groups:api.archive' : 'groups:api.restore',
      params: BySlug,
      act: (ctx, { params }) => archiveGroup(ctx, params.slug, archived),
      json: z.object({ slug: z.string() }),
      next: (group) => `${groupPath(group)}?said=${archived ? 'archived' : 'restored'}`,
    })
  open.post('/groups/:slug/merge', {
    may: may.merge,
    says: 'groups:api.merge',
    params: BySlug,
    body: Merging,
    act: (ctx, { params, body }) => mergeGroup(ctx, params.slug, body.into),
    json: z.object({ slug: z.string() }),
    next: (group) => `${groupPath(group)}?said=merged`,
    again: async (problem, _typed, ctx, params) => {
      const frame = await settingsOf(ctx, params.slug)
      return <GroupSettingsPage {...framed(frame)} typed={frame.group} refusal={refusalOf(problem)} />
    },
  })
}

