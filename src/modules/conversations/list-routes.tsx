/** The addresses of lists: questions, discussions, spaces, topics, what a member wrote. */
import { z } from 'zod'
import type { Alike, Doors } from '#platform/doors.tsx'
import { Id, Instant } from '#platform/input.ts'
import { After, writeKey } from '#platform/paging.ts'
import { anyone } from '#platform/permissions.ts'
import { isGroup, maySpaces } from '#modules/spaces/index.ts'
import { RowsJson, TopicsJson, WritingsJson } from './json.ts'
import { readList } from './list-reading.ts'
import { memberTabs, writings } from './member-queries.ts'
import { listHref } from './pages/list-parts.tsx'
import { ListPage } from './pages/list-page.tsx'
import { MemberPosts, MemberPostsPage, MoreMemberPosts } from './pages/member-posts.tsx'
import { listPath } from './pages/paths.ts'
import { SpacePage } from './pages/space-page.tsx'
import { MoreThreadRows } from './pages/thread-rows.tsx'
import { TopicPage } from './pages/topic-page.tsx'
import { MoreTopics, TopicsPage } from './pages/topics-page.tsx'
import { may } from './permissions.ts'
import { markAllRead, takeBackMark } from './read-lines.ts'
import { Kind, ListQuery, Marking, MarkTaken } from './shapes.ts'
import { topicsByUse } from './topic-queries.ts'

const BySlug = z.object({ slug: z.string().max(80) })
const Undo = { undo: Id.optional().catch(undefined) }
type Headers = Record<string, unknown>
const alike: Alike = { marks: () => ['lists'], query: ['list', 'space', 'topic', 'older'] }

/** More rows for a list that is open, not the whole page. */
const wantsRows = (headers: Headers) => headers['turbo-frame'] !== undefined

export function listRoutes(open: Doors) {
  for (const kind of ['question', 'discussion'] as const) openList(open, kind)
  openSpace(open)
  openTopics(open)
  openMember(open)

  open.get('/threads', {
    may: anyone,
    says: 'conversations:api.threads',
    query: ListQuery.extend({ kind: Kind.optional() }),
    json: RowsJson,
    act: (ctx, { query }) => readList(ctx, { query, kind: query.kind, onlyRows: true }),
  })

  openMarking(open)
}

/** The address with the moment that was marked, so that the page can offer to take it back. */
const withMark = (to: string, at: Date) => `${to}${to.includes('?') ? '&' : '?'}read=${at.getTime()}`

function openMarking(open: Doors) {
  open.post('/threads/reading', {
    may: may.markRead,
    says: 'conversations:api.readAll',
    body: Marking,
    json: z.object({ at: Instant }),
    act: async (ctx, { body }) => ({ at: await markAllRead(ctx, body) }),
    next: ({ at }, _ctx, { body }) => withMark(body.to ?? '/questions', at),
  })
  open.delete('/threads/reading', {
    may: may.markRead,
    says: 'conversations:api.unreadAll',
    body: MarkTaken,
    json: z.object({}),
    act: async (ctx, { body }) => {
      await takeBackMark(ctx, body.at, body.space)
      return {}
    },
    next: (_result, _ctx, { body }) => body.to ?? '/questions',
  })
}

function openList(open: Doors, kind: 'question' | 'discussion') {
  const path = listPath(kind)
  open.get(path, {
    may: anyone,
    alike,
    says: `conversations:api.${kind}s`,
    query: ListQuery.extend(Undo),
    json: RowsJson,
    act: (ctx, { query, headers }) => readList(ctx, { query, kind, onlyRows: wantsRows(headers) }),
    page: (reading, _ctx, { query }) => {
      const href = listHref(path, { list: query.list, space: query.space, topic: query.topic })
      const { beside } = reading
      if (beside)
        return (
          <ListPage
            reading={{ ...reading, kind, beside }}
            older={query.older !== undefined}
            undo={query.undo}
            read={query.read}
            passed={query.passed}
          />
        )
      return (
        <MoreThreadRows
          rows={reading.rows}
          next={reading.next}
          href={href}
          older={query.older ? writeKey(query.older) : ''}
          asked={query.list === 'unanswered'}
        />
      )
    },
  })
}

function openSpace(open: Doors) {
  open.get('/spaces/:slug', {
    may: anyone,
    alike,
    params: BySlug,
    query: ListQuery.extend(Undo),
    act: async (ctx, { params, query, headers }) => {
      const reading = await readList(ctx, {
        query: { ...query, space: params.slug },
        ofSpace: true,
        onlyRows: wantsRows(headers),
      })
      return { ...reading, space: reading.space! }
    },
    moved: ({ space }) => (isGroup(space) ? `/groups/${encodeURIComponent(space.slug)}` : null),
    page: (reading, ctx, { query }) => {
      const { beside, space } = reading
      if (beside)
        return (
          <SpacePage
            reading={{ ...reading, beside }}
            mayAsk={maySpaces.askIn(ctx.viewer, space)}
            older={query.older !== undefined}
            undo={query.undo}
            read={query.read}
          />
        )
      const href = listHref(`/spaces/${space.slug}`, { list: query.list })
      return (
        <MoreThreadRows
          rows={reading.rows}
          next={reading.next}
          href={href}
          older={query.older ? writeKey(query.older) : ''}
          without={space.slug}
        />
      )
    },
  })
}

function openTopics(open: Doors) {
  open.get('/topics', {
    may: anyone,
    says: 'conversations:api.topics',
    json: TopicsJson,
    query: z.object({ q: z.string().trim().max(60).default('').catch(''), older: After }),
    act: (ctx, { query }) => topicsByUse(ctx, query),
    page: (topics, _ctx, { query, headers }) =>
      wantsRows(headers) ? (
        <MoreTopics {...topics} q={query.q} older={query.older ? writeKey(query.older) : ''} />
      ) : (
        <TopicsPage {...topics} q={query.q} />
      ),
  })

  open.get('/topics/:slug', {
    may: anyone,
    alike,
    params: BySlug,
    query: ListQuery,
    act: async (ctx, { params, query, headers }) => {
      const reading = await readList(ctx, {
        query: { ...query, topic: params.slug },
        onlyRows: wantsRows(headers),
      })
      return { ...reading, topic: reading.topic! }
    },
    moved: ({ topic }, _ctx, { params }) =>
      topic.slug === params.slug ? null : `/topics/${encodeURIComponent(topic.slug)}`,
    page: (reading, ctx, { query }) => {
      const { beside, topic } = reading
      if (beside)
        return (
          <TopicPage
            reading={{ ...reading, beside }}
            mayEdit={maySpaces.editTopics(ctx.viewer, undefined)}
            older={query.older !== undefined}
          />
        )
      return (
        <MoreThreadRows
          rows={reading.rows}
          next={reading.next}
          href={listHref(`/topics/${topic.slug}`, { list: query.list })}
          older={query.older ? writeKey(query.older) : ''}
        />
      )
    },
  })
}

function openMember(open: Doors) {
  open.get('/members/:handle/posts', {
    may: anyone,
    says: 'conversations:api.writings',
    json: WritingsJson,
    params: z.object({ handle: z.string().max(60) }),
    query: z.object({ tab: z.enum(memberTabs).default('answers').catch('answers'), older: After }),
    act: (ctx, { params, query }) => writings(ctx, params.handle, query.tab, query.older),
    page: (result, _ctx, { query, headers }) => {
      if (!wantsRows(headers)) return <MemberPostsPage writings={result} />
      return query.older ? (
        <MoreMemberPosts writings={result} older={writeKey(query.older)} />
      ) : (
        <MemberPosts writings={result} />
      )
    },
  })
}
