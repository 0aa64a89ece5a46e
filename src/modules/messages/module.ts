import type { Viewer } from '#platform/ctx.ts'
import type { Module } from '#platform/module.ts'
import type { PermissionCase } from '#platform/permissions.ts'
import { facts } from './facts.ts'
import './files.ts'
import { invariants } from './invariants.ts'
import { jobs } from './jobs.ts'
import { listeners } from './listeners.ts'
import { type CircleRights, may } from './permissions.ts'
import { routes } from './routes.tsx'

export const messages: Module = {
  name: 'messages',
  owns: ['circle', 'circleMember', 'message', 'block', 'messageReport', 'messageReportLine'],
  facts,
  rules: may,
  cases,
  routes,
  listeners,
  jobs,
  invariants,
}

const somebody = (id: number, name: string): Viewer => ({ id, role: 'member', name, handle: name, picture: null })
const author = somebody(7, 'author')
const cast = { author, inCircle: somebody(8, 'inCircle') }

/** The states of a circle, each asked by outsiders of every role, by who wrote a message there and by another who is in it. */
function cases(): PermissionCase[] {
  const circle = (kind: CircleRights['kind'], rest: Partial<CircleRights> = {}): CircleRights => ({ kind, isIn: false, size: kind === 'round' ? 3 : 2, shut: null, ...rest })
  const states: [string, CircleRights][] = [
    ['messages of two', circle('pair')],
    ['messages of two, of whom one blocked the other', circle('pair', { shut: 'takesNone' })],
    ['messages of a small circle', circle('round')],
    ['messages of a full circle', circle('round', { size: 8 })],
    ['messages to the team', circle('team')],
  ]
  return [
    {
      thing: 'one’s own messages',
      cast: { newMember: somebody(9, 'newMember') },
      rules: {
        look: (viewer) => may.look(viewer, undefined),
        begin: (viewer) => may.begin(viewer, { isNew: viewer.id === 9 }),
        askTeam: (viewer) => may.askTeam(viewer, undefined),
        block: (viewer) => may.block(viewer, { id: 10 }),
        keepBlocks: (viewer) => may.keepBlocks(viewer, undefined),
        answerTeam: (viewer) => may.answerTeam(viewer, undefined),
        review: (viewer) => may.review(viewer, undefined),
      },
    },
    ...states.map(([thing, each]) => ({ thing, cast, rules: rulesOf(each) })),
  ]
}

const isCast = ({ id }: Viewer) => id === 7 || id === 8

function rulesOf(circle: CircleRights): PermissionCase['rules'] {
  const asked = (viewer: Viewer): CircleRights => ({ ...circle, isIn: isCast(viewer) })
  const message = (viewer: Viewer, isOld = false) => ({ circle: asked(viewer), authorId: 7, kind: 'text', removedAt: null, isOld })
  const ofCircle = ['read', 'write', 'name', 'leave', 'mute'] as const
  const ofMessage = ['edit', 'remove', 'report'] as const
  return {
    ...Object.fromEntries(ofCircle.map((name) => [name, (viewer: Viewer) => may[name](viewer, asked(viewer))])),
    add: (viewer) => may.add(viewer, { ...asked(viewer), isNew: false }),
    ...Object.fromEntries(ofMessage.map((name) => [name, (viewer: Viewer) => may[name](viewer, message(viewer))])),
    editLater: (viewer) => may.edit(viewer, message(viewer, true)),
  }
}
