import type { Module } from '#platform/module.ts'
import { spaceArchived, spaceChanged, spaceOpened, topicAdded, topicChanged } from './facts.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'

const open = { id: 1, see: 'everyone', ask: 'members', answer: 'members', archivedAt: null }
const room = (see: string, ask = see, answer = see) => ({ ...open, see, ask, answer })

export const spaces: Module = {
  name: 'spaces',
  owns: ['space', 'topic', 'topicSynonym'],
  facts: [spaceOpened, spaceChanged, spaceArchived, topicAdded, topicChanged],
  rules: may,
  routes,
  cases: () => [
    { thing: 'the landscape', rules: { arrange: (viewer) => may.arrange(viewer, undefined), editTopics: (viewer) => may.editTopics(viewer, undefined) } },
    ...([
      ['an open space', open],
      ['a space for members', room('members')],
      ['a space where only the team asks', { ...open, ask: 'team' }],
      ['a space for champions', room('champions')],
      ['a space for the team', room('team')],
      ['a group', room('group')],
      ['an archived space', { ...open, archivedAt: new Date(0) }],
    ] as const).map(([thing, space]) => ({
      thing,
      rules: {
        see: (viewer: Parameters<typeof may.see>[0]) => may.see(viewer, space),
        askIn: (viewer: Parameters<typeof may.see>[0]) => may.askIn(viewer, space),
        answerIn: (viewer: Parameters<typeof may.see>[0]) => may.answerIn(viewer, space),
      },
    })),
  ],
}
