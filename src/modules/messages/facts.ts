/** What happens among messages: who and where, never what. Subject is the message, or the circle by its id. */
import { z } from 'zod'
import { factKind, type Live, nowhere } from '#platform/facts.ts'
import { circleKinds } from './permissions.ts'

const inCircle = z.object({ circleId: z.number() })
const at = (circle: number) => ({ place: `circle:${circle}`, about: `circle:${circle}` })
const told = (name: string): Live<typeof inCircle> => (message, { circleId: circle }) => [{ name, ...at(circle), ids: { circle, message } }]
export const circleTurned = (circle: number) => ({ name: 'circle.changed', ...at(circle), ids: { circle } })
export const circleRead = (circle: number) => ({ name: 'circle.read', ...at(circle), ids: { circle } })
const turned: Live<any> = (circle) => [circleTurned(circle)]

export const circleMade = factKind('circle.made', z.object({ kind: z.enum(circleKinds), people: z.number() }), nowhere)
export const circleNamed = factKind('circle.named', z.object({}), nowhere, turned)
export const circleJoined = factKind('circle.joined', z.object({ memberId: z.number() }), nowhere, turned)
export const circleLeft = factKind('circle.left', z.object({}), nowhere, turned)
/** What was written to the team needs no more answer. */
export const circleSettled = factKind('circle.settled', z.object({}), nowhere, turned)

export const messageWritten = factKind('message.written', inCircle, nowhere, told('message.written'))
export const messageEdited = factKind('message.edited', inCircle.extend({ version: z.number() }), nowhere, told('message.changed'))
export const messageRemoved = factKind('message.removed', inCircle, nowhere, told('message.changed'))
export const messageReported = factKind('message.reported', inCircle.extend({ reportId: z.number() }), nowhere, told('message.written'))
export const reportSettled = factKind('report.settled', z.object({ reporterId: z.number() }), nowhere)

export const memberBlocked = factKind('member.blocked', z.object({}), nowhere)
export const memberUnblocked = factKind('member.unblocked', z.object({}), nowhere)

export const facts = [
  circleMade, circleNamed, circleJoined, circleLeft, circleSettled,
  messageWritten, messageEdited, messageRemoved, messageReported, reportSettled, memberBlocked, memberUnblocked,
]
