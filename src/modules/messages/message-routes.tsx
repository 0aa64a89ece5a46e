/** Single messages: writing, putting right, taking back, reporting. */
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { demand, Invalid, Outdated, type Problem } from '#platform/problems.ts'
import { refusalOf } from '#modules/members/index.ts'
import { tAny } from '../../texts/index.ts'
import { readCirclePage } from './circle-routes.tsx'
import { type MessageInCircle, messageShown } from './message-queries.ts'
import { editMessage, removeMessage, sendMessage } from './messages.ts'
import { CirclePage, MessageChanged, MessageSent } from './pages/circle-page.tsx'
import { EditMessagePage, ReportMessagePage } from './pages/message-pages.tsx'
import { newestIn } from './pages/paths.ts'
import { may } from './permissions.ts'
import { reportedLines, reportMessage } from './reports.ts'
import { ByMessage, EditedMessage, MessageJson, NewMessage, RefJson, Reporting } from './shapes.ts'
import type { MessageRef } from './writing.ts'

type Done = MessageRef | MessageInCircle
const shown = async (ctx: Ctx, { circleId, id }: Done): Promise<Done> => messageShown(ctx, circleId, id)
const wordsOf = (problem: Problem) => (problem instanceof Invalid ? Object.values(problem.fields).map((key) => tAny(key)).join(' ') : tAny(problem.message, problem.params))

export function messageRoutes(open: Doors) {
  open.post('/messages/:id/messages', {
    may: may.write,
    says: 'messages:api.send',
    params: ById,
    body: NewMessage,
    json: MessageJson,
    once: true,
    act: (ctx, { params, body }): Promise<Done> => sendMessage(ctx, params.id, body),
    shown,
    next: ({ circleId }) => newestIn(circleId),
    stream: (message) => <MessageSent message={message as MessageInCircle} />,
    again: async (problem, typed, ctx, { id }) => <CirclePage {...await readCirclePage(ctx, id)} typed={{ body: typed.body ?? '' }} error={wordsOf(problem)} />,
  })
  changeDoors(open)
  reportDoors(open)
}

function changeDoors(open: Doors) {
  open.get('/messages/:id/messages/:message/edit', {
    may: may.edit,
    params: ByMessage,
    act: async (ctx, { params }) => {
      const message = await messageShown(ctx, params.id, params.message)
      demand(message.may.edit, 'messages:problem.mayNotEdit')
      return message
    },
    page: (message) => <EditMessagePage message={message} />,
  })
  const door = { params: ByMessage, json: MessageJson, shown, next: ({ circleId }: Done) => newestIn(circleId) }
  open.put('/messages/:id/messages/:message', {
    ...door,
    may: may.edit,
    says: 'messages:api.edit',
    body: EditedMessage,
    act: (ctx, { params, body }): Promise<Done> => editMessage(ctx, params.id, params.message, body),
    again: async (problem, typed, ctx, { id, message }) => <EditMessagePage message={await messageShown(ctx, id, message)} typed={typed.body} error={problem instanceof Outdated ? undefined : wordsOf(problem)} clash={problem instanceof Outdated} />,
  })
  open.delete('/messages/:id/messages/:message', { ...door, may: may.remove, says: 'messages:api.remove', act: (ctx, { params }): Promise<Done> => removeMessage(ctx, params.id, params.message), stream: (message) => <MessageChanged message={message as MessageInCircle} /> })
}

async function readReporting(ctx: Ctx, { id, message }: { id: number; message: number }) {
  const about = await messageShown(ctx, id, message)
  demand(about.may.report, 'messages:problem.mayNotReport')
  return { message: about, lines: await reportedLines(ctx, id, message) }
}

function reportDoors(open: Doors) {
  const address = '/messages/:id/messages/:message/report'
  open.get(address, { may: may.report, params: ByMessage, act: (ctx, { params }) => readReporting(ctx, params), page: (about) => <ReportMessagePage {...about} /> })
  open.post(address, {
    may: may.report,
    says: 'messages:api.report',
    params: ByMessage,
    body: Reporting,
    once: true,
    act: (ctx, { params, body }) => reportMessage(ctx, params.id, params.message, body),
    next: ({ circleId }) => newestIn(circleId, 'reported'),
    json: RefJson,
    again: async (problem, typed, ctx, params) => <ReportMessagePage {...await readReporting(ctx, params)} typed={typed} refusal={refusalOf(problem)} />,
  })
}
