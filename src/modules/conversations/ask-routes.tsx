/** The addresses of asking: the page, what is found while one types, "this solved it", and posting. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { spend } from '#platform/limits.ts'
import { anyone } from '#platform/permissions.ts'
import { Invalid, type Problem } from '#platform/problems.ts'
import { helpFor, readAsk } from './ask-queries.ts'
import { endAskAsHelped, noteOpened } from './asks.ts'
import { bestAnswer } from './best-answer.ts'
import { AnswerJson, MatchesJson, RefJson } from './json.ts'
import { AnswerFrame, AnswerPage } from './pages/answer-frame.tsx'
import { AskPage } from './pages/ask-page.tsx'
import { MatchesFrame } from './pages/matches.tsx'
import { listPath, pathOf } from './pages/paths.ts'
import { may } from './permissions.ts'
import { AskTyped, ByToken, type Kind, MatchQuery, NewThread, Shared, Solution } from './shapes.ts'
import { startThread } from './threads.ts'

export function askRoutes(open: Doors) {
  for (const kind of ['question', 'discussion'] as const) openAsk(open, kind)

  open.get('/share', { may: anyone, query: Shared, act: async (_ctx, { query }) => askPathOf(query), next: (path) => path })

  open.get('/questions/matches', {
    may: anyone,
    says: 'conversations:api.matches',
    query: MatchQuery,
    json: MatchesJson,
    act: async (ctx, { query, ip }) => {
      await spend(ctx, `matches:${whoOf(ctx, ip)}`, { max: 240, seconds: 600 })
      return helpFor(ctx, { title: query.title, body: query.body, token: query.ask ?? null })
    },
    page: (help, _ctx, { query }) => <MatchesFrame help={help} chosen={query.topics} />,
  })

  open.get('/threads/:id/answer', {
    may: anyone,
    says: 'conversations:api.bestAnswer',
    params: ById,
    query: MatchQuery.pick({ ask: true }),
    json: AnswerJson,
    act: async (ctx, { params, query }) => {
      const best = await bestAnswer(ctx, params.id)
      if (query.ask) await noteOpened(ctx, query.ask, params.id)
      return best
    },
    page: (best, _ctx, { query, headers }) => {
      const props = { ...best, token: query.ask ?? null }
      return headers['turbo-frame'] ? <AnswerFrame {...props} /> : <AnswerPage {...props} token={null} />
    },
  })

  open.post('/asks/:token/solution', {
    may: anyone,
    says: 'conversations:api.solved',
    params: ByToken,
    body: Solution,
    json: RefJson,
    act: async (ctx, { params, body }) => {
      const { id, kind, slug } = await endAskAsHelped(ctx, params.token, body.threadId)
      return { id, kind: kind as Kind, slug }
    },
    next: (thread) => `${pathOf(thread)}?said=helped`,
  })
}

const longestTitle = 200

/** The page to ask on, with what was shared in its fields. */
function askPathOf({ title, text, url }: Shared): string {
  const body = [text, text.includes(url) ? '' : url].filter(Boolean).join('\n\n')
  return `/questions/new?${new URLSearchParams({ title: title.slice(0, longestTitle), body })}`
}

// Guests of one address share an allowance; a whole office may type at once.
const whoOf = (ctx: Ctx, ip: string) => ctx.viewer.id ?? ctx.visitor ?? ip

function openAsk(open: Doors, kind: Kind) {
  const path = listPath(kind)
  open.get(`${path}/new`, {
    may: anyone,
    query: AskTyped,
    act: (ctx, { query }) => readAsk(ctx, kind, query),
    page: (ask) => <AskPage ask={ask} />,
  })

  // Without scripts: the page as it was typed, with what was found. And for guests, the way to sign in.
  open.post(`${path}/new`, {
    may: anyone,
    body: AskTyped,
    act: (ctx, { body }) => readAsk(ctx, kind, body),
    page: (ask, ctx, { body }) => (
      <AskPage ask={ask} signIn={body.step === 'signIn' && ctx.viewer.id === null} />
    ),
  })

  open.post(path, {
    may: may.ask,
    says: `conversations:api.start.${kind}`,
    body: NewThread.omit({ kind: true }),
    json: RefJson.extend({ openingId: z.number() }),
    once: true,
    act: (ctx, { body }) => startThread(ctx, { ...body, kind }),
    next: (thread, _ctx, { body }) => (body.goOn ? `/posts/${thread.openingId}/poll/new` : `${pathOf(thread)}?said=asked`),
    again: async (problem, typed, ctx) => (
      <AskPage ask={await readAsk(ctx, kind, AskTyped.parse(typed))} problems={fieldsOf(problem)} />
    ),
  })
}

const fieldsOf = (problem: Problem) =>
  problem instanceof Invalid ? problem.fields : { title: problem.message }
