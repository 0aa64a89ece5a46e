/** The addresses of keeping order: close, pin, move, merge, split, convert, remove, bring back. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { demand, Invalid, type Problem } from '#platform/problems.ts'
import { maySpaces, spaceTree } from '#modules/spaces/index.ts'
import {
  closeThread,
  convertThread,
  moveThread,
  pinThread,
  removeThread,
  reopenThread,
  restoreThread,
} from './curation.ts'
import { RefJson } from './json.ts'
import { mergeThread } from './merging.ts'
import { ClosePage, MergePage, MovePage, SplitPage } from './pages/curation-pages.tsx'
import { pathOf } from './pages/paths.ts'
import { may } from './permissions.ts'
import { postsOf, viewed } from './post-queries.ts'
import { relatedThreads } from './rail-queries.ts'
import { Closing, Converting, type Kind, Merging, Moving, Splitting } from './shapes.ts'
import { splitThread } from './splitting.ts'
import { type ThreadView, threadShown } from './thread-queries.ts'

const door = { params: ById, json: RefJson }

export function curationRoutes(open: Doors) {
  closing(open)
  moving(open)
  merging(open)
  splitting(open)

  open.put('/threads/:id/pin', {
    ...door,
    may: may.pin,
    says: 'conversations:api.pin',
    act: (ctx, { params }) => pinThread(ctx, params.id, true),
    next: pathOf,
  })
  open.delete('/threads/:id/pin', {
    ...door,
    may: may.pin,
    says: 'conversations:api.unpin',
    act: (ctx, { params }) => pinThread(ctx, params.id, false),
    next: pathOf,
  })

  open.put('/threads/:id/kind', {
    ...door,
    may: may.reshape,
    says: 'conversations:api.convert',
    body: Converting,
    act: async (ctx, { params, body }) => typed(await convertThread(ctx, params.id, body.kind)),
    next: (thread) => `${pathOf(thread)}?said=converted`,
  })

  open.delete('/threads/:id', {
    ...door,
    may: may.removeThread,
    says: 'conversations:api.removeThread',
    json: RefJson.extend({ spaceSlug: z.string() }),
    act: async (ctx, { params }) => {
      const { place } = await threadShown(ctx, params.id)
      return { ...(await removeThread(ctx, params.id)), spaceSlug: place.slug }
    },
    next: (thread) => `/spaces/${thread.spaceSlug}?undo=${thread.id}`,
  })
  open.post('/threads/:id/restoration', {
    ...door,
    may: may.removeThread,
    says: 'conversations:api.restoreThread',
    act: async (ctx, { params }) => typed(await restoreThread(ctx, params.id)),
    next: (thread) => `${pathOf(thread)}?said=restored`,
  })
}

const typed = <Ref extends { kind: string }>(ref: Ref) => ({ ...ref, kind: ref.kind as Kind })

const fieldsOf = (problem: Problem) =>
  problem instanceof Invalid ? problem.fields : { into: problem.message }

function closing(open: Doors) {
  open.get('/threads/:id/closure', {
    may: may.close,
    params: ById,
    act: (ctx, { params }) => allowed(ctx, params.id, 'close'),
    page: (thread) => <ClosePage thread={thread} />,
  })
  open.put('/threads/:id/closure', {
    ...door,
    may: may.close,
    says: 'conversations:api.close',
    body: Closing,
    act: (ctx, { params, body }) => closeThread(ctx, params.id, body.reason),
    next: pathOf,
    again: async (problem, words, ctx, params) => (
      <ClosePage thread={await allowed(ctx, params.id, 'close')} typed={words} problems={fieldsOf(problem)} />
    ),
  })
  open.delete('/threads/:id/closure', {
    ...door,
    may: may.reopen,
    says: 'conversations:api.reopen',
    act: (ctx, { params }) => reopenThread(ctx, params.id),
    next: pathOf,
  })
}

function moving(open: Doors) {
  open.get('/threads/:id/space', {
    may: may.move,
    params: ById,
    act: (ctx, { params }) => spacesFor(ctx, params.id),
    page: (choice) => <MovePage {...choice} />,
  })
  open.put('/threads/:id/space', {
    ...door,
    may: may.move,
    says: 'conversations:api.move',
    body: Moving,
    act: (ctx, { params, body }) => moveThread(ctx, params.id, body.spaceId),
    next: (thread) => `${pathOf(thread)}?said=moved`,
    again: async (problem, words, ctx, params) => (
      <MovePage {...(await spacesFor(ctx, params.id))} typed={words} problems={fieldsOf(problem)} />
    ),
  })
}

function merging(open: Doors) {
  open.get('/threads/:id/merge', {
    may: may.reshape,
    params: ById,
    act: (ctx, { params }) => likeOf(ctx, params.id),
    page: (choice) => <MergePage {...choice} />,
  })
  open.post('/threads/:id/merge', {
    ...door,
    may: may.reshape,
    says: 'conversations:api.merge',
    body: Merging,
    act: (ctx, { params, body }) => mergeThread(ctx, params.id, body.into),
    next: (thread) => `${pathOf(thread)}?said=merged`,
    again: async (problem, words, ctx, params) => (
      <MergePage {...(await likeOf(ctx, params.id))} typed={words} problems={fieldsOf(problem)} />
    ),
  })
}

function splitting(open: Doors) {
  open.get('/threads/:id/split', {
    may: may.reshape,
    params: ById,
    act: (ctx, { params }) => postsToSplit(ctx, params.id),
    page: (choice) => <SplitPage {...choice} />,
  })
  open.post('/threads/:id/split', {
    ...door,
    may: may.reshape,
    says: 'conversations:api.split',
    body: Splitting,
    once: true,
    act: async (ctx, { params, body }) => typed(await splitThread(ctx, params.id, body.title, body.posts)),
    next: (thread) => `${pathOf(thread)}?said=split`,
    again: async (problem, words, ctx, params) => (
      <SplitPage {...(await postsToSplit(ctx, params.id))} typed={words} problems={fieldsOf(problem)} />
    ),
  })
}

/** The thread, when the viewer may do this with it. */
async function allowed(ctx: Ctx, id: number, what: keyof ThreadView['may']): Promise<ThreadView> {
  const thread = await threadShown(ctx, id)
  demand(thread.may[what])
  return thread
}

async function spacesFor(ctx: Ctx, id: number) {
  const thread = await allowed(ctx, id, 'move')
  return { thread, spaces: (await spaceTree(ctx)).filter((space) => maySpaces.askIn(ctx.viewer, space)) }
}

async function likeOf(ctx: Ctx, id: number) {
  const thread = await allowed(ctx, id, 'reshape')
  return { thread, like: await relatedThreads(ctx, thread) }
}

// A page of this many boxes is what one can still look through.
const mostChoices = 200

async function postsToSplit(ctx: Ctx, id: number) {
  const thread = await allowed(ctx, id, 'reshape')
  const posts = postsOf(ctx, id)
    .where('post.kind', 'in', ['answer', 'reply'])
    .orderBy('post.createdAt', 'desc')
    .orderBy('post.id', 'desc')
    .limit(mostChoices)
  return { thread, posts: await viewed(ctx, thread, posts), total: thread.answerCount }
}
