/** The doors of those who run the community. */
import { mayCommunity } from '#modules/community/index.ts'
import { refusalOf } from '#modules/members/index.ts'
import {
  archiveSpace,
  ChangedSpace,
  ChangedTopic,
  changeSpace,
  changeTopic,
  maySpaces,
  NewSpace,
  openSpace,
} from '#modules/spaces/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { permissionsOfAll } from '#platform/permission-table.ts'
import { demand, found, type Problem } from '#platform/problems.ts'
import { colourOf } from './colour.ts'
import { keptSettings, saveSettings } from './community-settings.ts'
import { memberRoutes } from './member-routes.tsx'
import { overview } from './overview.ts'
import { OverviewPage } from './pages/overview-page.tsx'
import { PermissionsPage } from './pages/permissions-page.tsx'
import { SettingsPage } from './pages/settings-page.tsx'
import { SpaceFormPage, SpaceListPage } from './pages/spaces-page.tsx'
import { ImportPage, SamplePage } from './pages/start-pages.tsx'
import { TopicFormPage, TopicListPage } from './pages/topics-page.tsx'
import { may } from './permissions.ts'
import { BySlug, ChangedSettings, Saved, TopicsQuery, Turn } from './shapes.ts'
import { keptSpaces, keptTopic, keptTopics } from './space-queries.ts'
import { sampleProgress } from './sample.ts'

type Typed = Record<string, string>
const afterOf = (url: string) => new URLSearchParams(url.split('?')[1]).get('older') ?? undefined

export function adminRoutes(open: Doors) {
  overviewRoutes(open)
  settingsRoutes(open)
  spaceRoutes(open)
  topicRoutes(open)
  memberRoutes(open)
}

function overviewRoutes(open: Doors) {
  open.get('/admin', { may: may.enter, act: overview, page: (figures) => <OverviewPage {...figures} /> })
  open.get('/admin/sample', {
    may: may.enter,
    query: Turn,
    act: async (ctx, { query }) => ({ work: await sampleProgress(ctx, query.turn) }),
    page: ({ work }, _ctx, { query }) => <SamplePage work={work} turn={query.turn} />,
  })
  open.get('/admin/import', {
    may: may.enter,
    act: async (ctx) => demand(may.enter(ctx.viewer)),
    page: () => <ImportPage />,
  })
  open.get('/admin/permissions', {
    may: may.readRules,
    act: async (ctx) => {
      demand(may.readRules(ctx.viewer))
      return { tables: permissionsOfAll() }
    },
    page: ({ tables }) => <PermissionsPage tables={tables} />,
  })
}

function settingsRoutes(open: Doors) {
  open.get('/admin/settings', {
    may: mayCommunity.configure,
    query: Saved,
    act: keptSettings,
    page: (settings, _ctx, { query }) => (
      <SettingsPage settings={settings} saved={query.saved !== undefined} />
    ),
  })
  open.post('/admin/settings', {
    may: mayCommunity.configure,
    body: ChangedSettings,
    act: (ctx, { body }) => saveSettings(ctx, body),
    next: () => '/admin/settings?saved=1',
    again: async (problem, typed, ctx) => (
      <SettingsPage
        settings={await keptSettings(ctx)}
        typed={typed}
        colour={colourOf(typed) || undefined}
        refusal={refusalOf(problem)}
      />
    ),
  })
}

async function spaceForm(ctx: Ctx, id: number | null, typed?: Typed, problem?: Problem) {
  const all = await keptSpaces(ctx)
  const space = id === null ? null : found(all.find((each) => each.id === id))
  return <SpaceFormPage space={space} all={all} typed={typed} refusal={problem && refusalOf(problem)} />
}

function spaceRoutes(open: Doors) {
  const next = () => '/admin/spaces?saved=1'
  open.get('/admin/spaces', {
    may: maySpaces.arrange,
    query: Saved,
    act: keptSpaces,
    page: (spaces, _ctx, { query }) => <SpaceListPage spaces={spaces} saved={query.saved !== undefined} />,
  })
  open.get('/admin/spaces/new', {
    may: maySpaces.arrange,
    act: (ctx) => spaceForm(ctx, null),
    page: (form) => form,
  })
  open.post('/admin/spaces', {
    may: maySpaces.arrange,
    body: NewSpace,
    once: true,
    act: (ctx, { body }) => openSpace(ctx, body),
    next,
    again: (problem, typed, ctx) => spaceForm(ctx, null, typed, problem),
  })
  open.get('/admin/spaces/:id', {
    may: maySpaces.arrange,
    params: ById,
    act: (ctx, { params }) => spaceForm(ctx, params.id),
    page: (form) => form,
  })
  open.post('/admin/spaces/:id', {
    may: maySpaces.arrange,
    params: ById,
    body: ChangedSpace,
    act: (ctx, { params, body }) => changeSpace(ctx, params.id, body),
    next,
    again: (problem, typed, ctx, params) => spaceForm(ctx, params.id, typed, problem),
  })
  open.post('/admin/spaces/:id/archive', {
    may: maySpaces.arrange,
    params: ById,
    act: (ctx, { params }) => archiveSpace(ctx, params.id),
    next,
  })
  open.post('/admin/spaces/:id/restoration', {
    may: maySpaces.arrange,
    params: ById,
    act: (ctx, { params }) => archiveSpace(ctx, params.id, false),
    next,
  })
}

function topicRoutes(open: Doors) {
  open.get('/admin/topics', {
    may: maySpaces.editTopics,
    query: TopicsQuery,
    act: (ctx, { query }) => keptTopics(ctx, query),
    page: (topics, _ctx, { query, url }) => (
      <TopicListPage {...topics} q={query.q} after={afterOf(url)} saved={query.saved !== undefined} />
    ),
  })
  open.get('/admin/topics/:slug', {
    may: maySpaces.editTopics,
    params: BySlug,
    act: (ctx, { params }) => keptTopic(ctx, params.slug),
    page: (topic) => <TopicFormPage topic={topic} />,
  })
  open.post('/admin/topics/:slug', {
    may: maySpaces.editTopics,
    params: BySlug,
    body: ChangedTopic,
    act: (ctx, { params, body }) => changeTopic(ctx, params.slug, body),
    next: () => '/admin/topics?saved=1',
    again: async (problem, typed, ctx, params) => (
      <TopicFormPage topic={await keptTopic(ctx, params.slug)} typed={typed} refusal={refusalOf(problem)} />
    ),
  })
}
