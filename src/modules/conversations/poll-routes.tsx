/** The addresses of polls: making, voting, closing, removing, exporting. */
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { anyone } from '#platform/permissions.ts'
import { demand, Invalid, type Problem } from '#platform/problems.ts'
import { writeLocal } from '#platform/zoned.ts'
import { settings } from '#modules/community/index.ts'
import { Replace } from '#ui/turbo.tsx'
import { t } from '../../texts/index.ts'
import { castBallot, withdrawBallot } from './ballots.ts'
import { PollBox } from './pages/poll-box.tsx'
import { PollFormPage, type PollTyped } from './pages/poll-form-page.tsx'
import { ClosePollPage, PollPage } from './pages/poll-pages.tsx'
import { postPlace } from './pages/post-frame.tsx'
import { may } from './permissions.ts'
import { closePoll } from './poll-closing.ts'
import { csvOf, exportPoll } from './poll-export.ts'
import { type PollInPost, pollShown, pollVoters } from './poll-queries.ts'
import { BallotIn, EditedPoll, PollIn, PollJson } from './poll-shapes.ts'
import { changePoll, makePoll, removePoll, restorePoll } from './polls.ts'
import { postShown } from './post-queries.ts'
import { wordsOf } from './post-routes.tsx'

const door = { params: ById, json: PollJson }
const placeOf = ({ id, post }: PollInPost) => `${postPlace(post).split('#')[0]}#poll-${id}`
const box = (poll: PollInPost) => <Replace target={`poll-${poll.id}`}><PollBox poll={poll} /></Replace>

export function pollRoutes(open: Doors) {
  reading(open)
  making(open)
  changing(open)
  voting(open)
  keeping(open)
}

function reading(open: Doors) {
  open.get('/polls/:id', {
    ...door,
    may: anyone,
    says: 'conversations:api.poll.read',
    act: (ctx, { params }) => withVoters(ctx, params.id),
    page: ({ voters, ...poll }) => <PollPage poll={poll} voters={voters} />,
  })

  open.get('/polls/:id/results.csv', {
    may: may.keepPoll,
    params: ById,
    act: (ctx, { params }) => exportPoll(ctx, params.id),
    raw: (exported) => ({
      type: 'text/csv; charset=utf-8',
      body: csvOf(exported, { option: t('conversations:poll.csv.option'), votes: t('conversations:poll.csv.votes'), member: t('conversations:poll.csv.member') }),
      headers: { 'content-disposition': `attachment; filename="poll-${exported.id}.csv"`, 'cache-control': 'no-store' },
    }),
  })
}

async function withVoters(ctx: Ctx, id: number) {
  const poll = await pollShown(ctx, id)
  return { ...poll, voters: await pollVoters(ctx, poll) }
}

function making(open: Doors) {
  open.get('/posts/:id/poll/new', {
    may: may.addPoll,
    params: ById,
    act: async (ctx, { params }) => {
      const post = await postShown(ctx, params.id)
      demand(post.may.poll, 'conversations:poll.problem.mayNotAdd')
      return post
    },
    page: (post) => <PollFormPage post={post} />,
  })
  open.post('/posts/:id/poll', {
    ...door,
    may: may.addPoll,
    says: 'conversations:api.poll.make',
    body: PollIn,
    once: true,
    act: async (ctx, { params, body }) => pollShown(ctx, (await makePoll(ctx, params.id, body)).id),
    next: placeOf,
    again: async (problem, typed, ctx, params) => <PollFormPage post={await postShown(ctx, params.id)} typed={typed} problems={fieldsOf(problem)} />,
  })
}

function changing(open: Doors) {
  open.get('/polls/:id/edit', {
    may: may.keepPoll,
    params: ById,
    act: async (ctx, { params }) => {
      const poll = await keptPoll(ctx, params.id)
      return { poll, typed: typedOf(poll, (await settings(ctx)).timeZone) }
    },
    page: ({ poll, typed }) => <PollFormPage post={poll.post} typed={typed} edited={poll} />,
  })
  open.patch('/polls/:id', {
    ...door,
    may: may.keepPoll,
    says: 'conversations:api.poll.change',
    body: EditedPoll,
    act: async (ctx, { params, body }) => {
      await changePoll(ctx, params.id, body)
      return pollShown(ctx, params.id)
    },
    next: placeOf,
    again: async (problem, typed, ctx, params) => {
      const poll = await pollShown(ctx, params.id)
      return <PollFormPage post={poll.post} typed={typed} problems={fieldsOf(problem)} edited={poll} />
    },
  })
}

function voting(open: Doors) {
  const ballot = {
    ...door,
    may: may.votePoll,
    next: placeOf,
    stream: box,
    again: async (problem: Problem, _typed: unknown, ctx: Ctx, { id }: { id: number }) => {
      const { voters, ...poll } = await withVoters(ctx, id)
      return <PollPage poll={poll} voters={voters} error={wordsOf(problem)} />
    },
  }
  open.put('/polls/:id/ballot', {
    ...ballot,
    says: 'conversations:api.poll.vote',
    body: BallotIn,
    act: async (ctx, { params, body }) => {
      await castBallot(ctx, params.id, body.choices, body.version)
      return pollShown(ctx, params.id)
    },
  })
  open.delete('/polls/:id/ballot', {
    ...ballot,
    says: 'conversations:api.poll.withdraw',
    act: async (ctx, { params }) => {
      await withdrawBallot(ctx, params.id)
      return pollShown(ctx, params.id)
    },
  })
}

function keeping(open: Doors) {
  open.get('/polls/:id/closing', {
    may: may.keepPoll,
    params: ById,
    act: (ctx, { params }) => keptPoll(ctx, params.id),
    page: (poll) => <ClosePollPage poll={poll} />,
  })
  open.post('/polls/:id/closing', {
    ...door,
    may: may.keepPoll,
    says: 'conversations:api.poll.close',
    act: async (ctx, { params }) => {
      await closePoll(ctx, params.id)
      return pollShown(ctx, params.id)
    },
    next: placeOf,
  })

  open.delete('/polls/:id', {
    ...door,
    may: may.keepPoll,
    says: 'conversations:api.poll.remove',
    act: async (ctx, { params }) => {
      const poll = await pollShown(ctx, params.id)
      await removePoll(ctx, params.id)
      return poll
    },
    next: ({ id, post }) => `${postPlace(post).replace(/(\?|#|$)/, (mark) => (mark === '?' ? `?undoPoll=${id}&` : `?undoPoll=${id}${mark}`))}`,
  })
  open.post('/polls/:id/restoration', {
    ...door,
    may: may.keepPoll,
    says: 'conversations:api.poll.restore',
    act: async (ctx, { params }) => {
      await restorePoll(ctx, params.id)
      return pollShown(ctx, params.id)
    },
    next: placeOf,
  })
}

async function keptPoll(ctx: Ctx, id: number): Promise<PollInPost> {
  const poll = await pollShown(ctx, id)
  demand(poll.may.keep, 'conversations:poll.problem.mayNotKeep')
  return poll
}

const typedOf = (poll: PollInPost, timeZone: string): PollTyped => ({
  question: poll.question,
  options: poll.options.map(({ text }) => text).join('\n'),
  way: poll.way,
  most: poll.most === null ? '' : String(poll.most),
  anonymous: String(poll.anonymous),
  results: poll.results,
  closes: poll.closesAt ? writeLocal(poll.closesAt, timeZone) : '',
})

const fieldsOf = (problem: Problem) => (problem instanceof Invalid ? problem.fields : { '': problem.message })
