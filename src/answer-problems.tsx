/** The one place where a refusal becomes an answer: a page for people, a problem document (RFC 9457) for programs. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { type Ctx, guest } from '#platform/ctx.ts'
import { troubleOf } from '#platform/away.ts'
import { Flood, Invalid, NotFound, Outdated, Overloaded, Problem, TooMany } from '#platform/problems.ts'
import { isApi } from '#platform/session.ts'
import { ProblemPage } from '#ui/problem-page.tsx'
import type { House } from './house.tsx'
import { speaking, tAny } from './texts/index.ts'

export function answerProblems(app: FastifyInstance, house: House) {
  app.setErrorHandler(async (error, request, reply) => answerIn(house, problemOf(error as FastifyError, request), request, reply))
  app.setNotFoundHandler(async (request, reply) => answerIn(house, new NotFound(), request, reply))
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const status = error.statusCode ?? 500
  if (status === 413) return new Problem(413, 'TooLarge', 'problems:tooLarge')
  if (status >= 400 && status < 500) return new Problem(status, 'Unreadable', 'problems:unreadable')
  request.log.error(error)
  const trouble = troubleOf(error)
  if (trouble) return trouble
  if (process.env.VITEST) console.error(error)
  return new Problem(500, 'Bug', 'problems:bug')
}

// What heals by itself, and when to look again.
const passing = new Set([503, 507])
const secondsToCome = 5

// What fails before the language is set is answered in it all the same.
async function answerIn(house: House, problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  const code = await house.languageOf(request)
  return speaking(code, () => answer(house, problem, request, reply))
}

async function answer(house: House, problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  // What fails before somebody is known, fails for nobody in particular.
  request.session ??= { viewer: guest, csrf: null }
  if (passing.has(problem.status)) reply.header('retry-after', secondsToCome).header('cache-control', 'no-store')
  if (problem instanceof TooMany || problem instanceof Overloaded) reply.header('retry-after', problem.retryAfter)
  // A page asks the database who is here and where they may go; that is more than a flood is worth.
  if (problem instanceof Flood) return reply.status(problem.status).type('text/plain; charset=utf-8').send(tAny(problem.message, problem.params))
  if (isProgram(request)) return answerProgram(problem, request, reply)
  const isGuest = request.session.viewer.id === null
  if (problem.status === 403 && isGuest && request.method === 'GET') return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303)
  const ctx = house.ctxOf(request)
  const typed = (request.body as { body?: unknown } | undefined)?.body
  const markup = (
    <ProblemPage
      status={problem.status}
      title={tAny(`problems:title.${problem.status}`)}
      text={tAny(problem.message, problem.params)}
      signIn={isGuest && problem.status === 403 ? `/sign-in?to=${encodeURIComponent(placeOf(request))}` : undefined}
      kept={typeof typed === 'string' && typed.length > 0 ? typed : undefined}
      keptHelp={passing.has(problem.status) ? tAny('problems:keptForLater') : undefined}
      theirs={problem instanceof Outdated ? problem.current.body : undefined}
      problems={problem instanceof Invalid ? Object.values(problem.fields).map((key) => tAny(key)) : []}
    />
  )
  const page = await drawn(house, markup, ctx, request)
  if (page === null) return reply.status(problem.status).type('text/plain; charset=utf-8').send(tAny(problem.message, problem.params))
  return reply.status(problem.status).type('text/html; charset=utf-8').send(page)
}

// The house around a page comes from the database, which may be what is away.
const drawn = (house: House, markup: VNode, ctx: Ctx, request: FastifyRequest) =>
  house.render(markup, ctx, request).catch(() => house.renderFromMemory(markup, request))

// The API, and our own scripts on a page.
const isProgram = (request: FastifyRequest) => isApi(request) || request.url.startsWith('/api/') || request.headers.accept === 'application/json'

// After signing in one wants the page the form stood on, not the address it was sent to.
function placeOf(request: FastifyRequest): string {
  const from = request.headers.referer
  if (!from || !URL.canParse(from)) return '/'
  const { pathname, search } = new URL(from)
  return pathname + search
}

function answerProgram(problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  const status = problem.status === 403 && request.session.viewer.id === null ? 401 : problem.status
  return reply.status(status).type('application/problem+json').send({
    type: `/api/docs#${problem.code}`,
    title: tAny(`problems:title.${status}`),
    status,
    code: problem.code,
    detail: tAny(problem.message, problem.params),
    ...(problem instanceof Invalid && { fields: Object.fromEntries(Object.entries(problem.fields).map(([name, key]) => [name, tAny(key)])) }),
    ...(problem instanceof Outdated && { current: problem.current }),
  })
}
