/** The addresses of bookmarks. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById, Id, Instant } from '#platform/input.ts'
import { After } from '#platform/paging.ts'
import { Invalid } from '#platform/problems.ts'
import { bookmarkOf, bookmarks } from './bookmark-queries.ts'
import { bookmark, unbookmark } from './bookmarks.ts'
import { RefJson } from './json.ts'
import { Bookmarked } from './pages/bookmark-button.tsx'
import { BookmarkPage, BookmarksPage } from './pages/bookmark-pages.tsx'
import { postPlace } from './pages/post-frame.tsx'
import { may } from './permissions.ts'
import { BookmarkIn } from './shapes.ts'

const typedText = (most: number) => z.string().max(most).default('').catch('')
const ListQuery = z.object({ q: typedText(100).transform((text) => text.trim()), older: After, undo: Id.optional().catch(undefined), note: typedText(300), date: typedText(40) })
const BookmarkJson = z.object({ postId: z.number(), note: z.string(), createdAt: Instant, remindAt: Instant.nullable(), remindedAt: Instant.nullable() })

export function bookmarkRoutes(open: Doors) {
  open.get('/bookmarks', {
    may: may.keepBookmarks,
    says: 'conversations:api.bookmarks',
    query: ListQuery,
    json: z.object({ rows: z.array(BookmarkJson.extend({ excerpt: z.string(), thread: RefJson.extend({ title: z.string() }) })), next: z.string().nullable() }),
    act: (ctx, { query }) => bookmarks(ctx, query),
    page: (list, _ctx, { query: { q, undo, note, date } }) => <BookmarksPage {...list} q={q} undo={undo ? { postId: undo, note, date } : undefined} />,
  })

  open.get('/posts/:id/bookmark', {
    may: may.bookmark,
    params: ById,
    act: (ctx, { params }) => bookmarkOf(ctx, params.id),
    page: (form) => <BookmarkPage {...form} />,
  })

  open.put('/posts/:id/bookmark', {
    may: may.bookmark,
    says: 'conversations:api.bookmark',
    params: ById,
    body: BookmarkIn,
    json: z.object({ bookmark: BookmarkJson.nullable() }),
    act: async (ctx, { params, body }) => bookmarkOf(ctx, (await bookmark(ctx, params.id, body)).id),
    next: ({ post }, _ctx, { body }) => body.to ?? postPlace(post),
    stream: ({ post }) => <Bookmarked post={post} />,
    again: async (problem, typed, ctx, params) => (
      <BookmarkPage {...await bookmarkOf(ctx, params.id)} typed={typed} problems={problem instanceof Invalid ? problem.fields : { note: problem.message }} />
    ),
  })

  open.delete('/posts/:id/bookmark', {
    may: may.keepBookmarks,
    says: 'conversations:api.unbookmark',
    params: ById,
    body: z.object({ q: typedText(100) }),
    json: z.object({}),
    act: (ctx, { params }) => unbookmark(ctx, params.id),
    next: ({ note, remindAt }, ctx, { params, body }) =>
      `/bookmarks?${new URLSearchParams({ ...(body.q && { q: body.q }), undo: String(params.id), note, ...(remindAt && remindAt > ctx.now && { date: remindAt.toISOString() }) })}`,
  })
}
