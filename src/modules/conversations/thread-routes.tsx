/** The addresses of threads: reading them, and what readers say to a whole thread. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById, Id } from '#platform/input.ts'
import { writeKey } from '#platform/paging.ts'
import { anyone } from '#platform/permissions.ts'
import { NotFound } from '#platform/problems.ts'
import { Refresh } from '#ui/turbo.tsx'
import { follow } from './follows.ts'
import { PostsJson, ThreadJson, WholeThreadJson } from './json.ts'
import { MoreAnswers } from './pages/answers.tsx'
import { pathOf } from './pages/paths.ts'
import { ThreadFootChanged } from './pages/streams.tsx'
import { ThreadPage } from './pages/thread-page.tsx'
import { may } from './permissions.ts'
import { openingOf } from './post-queries.ts'
import { acceptAnswer, unacceptAnswer } from './acceptance.ts'
import { Accepting, Following, type Said, ThreadQuery } from './shapes.ts'
import { mergedInto, threadShown } from './thread-queries.ts'
import { type OwnInThread, ownInThread, withoutTexts } from './thread-own.ts'
import { noteReading, noteReadingOf, readAnswers, readThread, readThreadPage, readThroughout } from './thread-reading.ts'
import { sayMeToo } from './votes.ts'

const Named = z.object({ id: Id, slug: z.string().max(200).optional() })

export function threadRoutes(open: Doors) {
  for (const place of ['questions', 'discussions']) {
    for (const url of [`/${place}/:id`, `/${place}/:id/:slug`]) openThread(open, place, url)
  }

  open.get('/threads/:id', {
    may: anyone,
    says: 'conversations:api.thread',
    params: ById,
    query: ThreadQuery,
    json: WholeThreadJson,
    act: async (ctx, { params, query }) =>
      readThread(ctx, await threadShown(ctx, (await mergedInto(ctx, params.id))?.id ?? params.id), query),
    moved: (thread, _ctx, { url }) => withQuery(pathOf(thread), url),
  })

  open.get('/threads/:id/answers', {
    may: anyone,
    says: 'conversations:api.answers',
    params: ById,
    query: ThreadQuery,
    json: PostsJson,
    act: (ctx, { params, query }) => readAnswers(ctx, params.id, query),
    // Without scripts the link leads to the thread itself, from that place on.
    moved: ({ thread }, _ctx, { url, headers }) =>
      headers['turbo-frame'] ? null : `${withQuery(pathOf(thread), url)}#answers`,
    page: (more, _ctx, { query }) => (
      <MoreAnswers thread={more.thread} page={more} after={query.after ? writeKey(query.after) : ''} />
    ),
  })

  open.post('/threads/:id/reading', {
    may: may.markRead,
    says: 'conversations:api.read',
    params: ById,
    json: z.object({}),
    act: async (ctx, { params }) => {
      await readThroughout(ctx, await threadShown(ctx, params.id))
      return {}
    },
    raw: () => ({ type: 'application/json', body: '{}' }),
  })

  toggles(open)
}

function openThread(open: Doors, place: string, url: string) {
  open.get(url, {
    may: anyone,
    params: Named,
    query: ThreadQuery,
    alike: {
      marks: ({ id }) => [`thread:${Number(id)}`],
      query: ['sort', 'after', 'post', 'from'],
      // Guests have read nothing; that somebody looked is counted.
      given: (ctx, { params, headers }) => noteReading(ctx, { id: Number(params.id), activeAt: ctx.now }, headers),
    },
    own: {
      marks: ({ id }) => [`thread:${Number(id)}`],
      query: ['sort', 'after', 'post'],
      act: async (anybody, { params, query }) => {
        const result = await readAt(anybody, place, params, query).catch(nullWhenUnseen)
        return result?.reading ? result : null
      },
      remembered: ({ thread, reading }) => ({ thread, reading: withoutTexts(reading!) }),
      read: (ctx, { reading }) => ownInThread(ctx, reading!),
      given: (ctx, { thread }, { news }: OwnInThread, headers) => noteReadingOf(ctx, thread, news, headers),
    },
    act: async (ctx, { params, query, headers }) => {
      const result = await readAt(ctx, place, params, query)
      if (result.reading) noteReading(ctx, result.thread, headers)
      return result
    },
    moved: ({ thread, reading }, _ctx, { url: asked }) => (reading ? null : withQuery(pathOf(thread), asked)),
    page: ({ reading }, ctx, { query }) => (
      <ThreadPage thread={reading!} said={saidTo(ctx, reading!, query.said)} undo={query.undo} undoPoll={query.undoPoll} />
    ),
  })
}

// What not all of a role see, such as a thread of a group, is drawn for each.
const nullWhenUnseen = (problem: unknown) => {
  if (problem instanceof NotFound) return null
  throw problem
}

// Whoever is sent the address that stood there after asking has not asked.
const saidTo = (ctx: Ctx, { author }: { author: { id: number } }, said: Said | undefined) =>
  said === 'asked' && author.id !== ctx.viewer.id ? undefined : said

/** The thread of an address; not read when the address only leads on to the true one. */
async function readAt(ctx: Ctx, place: string, { id, slug }: z.output<typeof Named>, query: ThreadQuery) {
  const target = await mergedInto(ctx, id)
  const thread = await threadShown(ctx, target?.id ?? id)
  const isTrue = thread.id === id && thread.slug === slug && place === `${thread.kind}s`
  return { thread, reading: isTrue ? await readThreadPage(ctx, thread, query) : null }
}

/** What is said and taken back: PUT and DELETE of the same address. */
function toggles(open: Doors) {
  const place = { params: ById, json: ThreadJson, next: pathOf, stream: footChanged }
  for (const said of [true, false]) {
    const verb = said ? open.put : open.delete
    verb('/threads/:id/same', {
      ...place,
      may: may.sayMeToo,
      says: said ? 'conversations:api.same' : 'conversations:api.notSame',
      act: async (ctx, { params }) => after(ctx, (await sayMeToo(ctx, params.id, said)).id),
    })
  }

  open.put('/threads/:id/following', {
    ...place,
    may: may.follow,
    body: Following,
    says: 'conversations:api.follow',
    act: async (ctx, { params, body }) => after(ctx, (await follow(ctx, params.id, body.level)).id),
    next: (thread, _ctx, { body }) => body.to ?? pathOf(thread),
    stream: (thread, _ctx, { body }) => (body.to ? <Refresh /> : footChanged(thread)),
  })
  open.delete('/threads/:id/following', {
    ...place,
    may: may.follow,
    says: 'conversations:api.unfollow',
    act: async (ctx, { params }) => after(ctx, (await follow(ctx, params.id, 'normal')).id),
  })

  open.put('/threads/:id/acceptance', {
    may: may.accept,
    says: 'conversations:api.accept',
    params: ById,
    body: Accepting,
    json: ThreadJson,
    act: async (ctx, { params, body }) => {
      await acceptAnswer(ctx, body.postId, params.id)
      return threadShown(ctx, params.id)
    },
    next: (thread, _ctx, { body }) => `${pathOf(thread)}?post=${body.postId}#accepted`,
  })

  open.delete('/threads/:id/acceptance', {
    may: may.accept,
    says: 'conversations:api.unaccept',
    params: ById,
    json: ThreadJson,
    act: async (ctx, { params }) => threadShown(ctx, (await unacceptAnswer(ctx, params.id)).id),
    next: (thread) => `${pathOf(thread)}#answers`,
  })
}

async function after(ctx: Ctx, id: number) {
  const thread = await threadShown(ctx, id)
  return { ...thread, opening: await openingOf(ctx, thread) }
}

const footChanged = (thread: Awaited<ReturnType<typeof after>>) => (
  <ThreadFootChanged thread={thread} opening={thread.opening} />
)

const withQuery = (path: string, asked: string) => {
  const query = asked.split('?')[1]
  return query ? `${path}?${query}` : path
}
