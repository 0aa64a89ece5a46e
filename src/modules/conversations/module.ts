import type { GroupRole, Viewer } from '#platform/ctx.ts'
import type { Module } from '#platform/module.ts'
import type { PermissionCase } from '#platform/permissions.ts'
import { facts } from './facts.ts'
import { invariants } from './invariants.ts'
import { jobs } from './jobs.ts'
import { listeners } from './listeners.ts'
import { may, type ThreadRights } from './permissions.ts'
import { routes } from './routes.tsx'

export const conversations: Module = {
  name: 'conversations',
  owns: [
    'thread',
    'post',
    'postRevision',
    'vote',
    'reaction',
    'bookmark',
    'poll',
    'pollOption',
    'ballot',
    'threadTopic',
    'threadSame',
    'threadFollow',
    'follow',
    'threadRead',
    'readLine',
    'spaceRead',
    'threadPassed',
    'feedChoice',
    'threadLink',
    'mention',
    'groupMention',
    'draft',
    'ask',
  ],
  facts,
  rules: may,
  cases,
  routes,
  listeners,
  jobs,
  invariants,
}

const authorId = 7
const author: Viewer = { id: authorId, role: 'member', name: 'Author', handle: 'author', picture: null }
const inGroup = (role: GroupRole, id = 8): Viewer => ({ ...author, id, groups: [{ spaceId: 1, role }] })
const openSpace = { id: 1, see: 'everyone', ask: 'members', answer: 'members', archivedAt: null }

/** The states of a thread that change what people may do with it. */
function cases(): PermissionCase[] {
  const question: ThreadRights = {
    kind: 'question',
    authorId,
    closedAt: null,
    removedAt: null,
    space: openSpace,
  }
  const threads: [string, ThreadRights][] = [
    ['an open question', question],
    ['a discussion', { ...question, kind: 'discussion' }],
    ['a closed question', { ...question, closedAt: new Date(0) }],
    ['a removed question', { ...question, removedAt: new Date(0) }],
    [
      'a question in a space for the team',
      { ...question, space: { ...openSpace, see: 'team', ask: 'team', answer: 'team' } },
    ],
    ['a question in an archived space', { ...question, space: { ...openSpace, archivedAt: new Date(0) } }],
  ]
  const closed = { ...openSpace, see: 'group', ask: 'group', answer: 'group' }
  const groups: [string, ThreadRights][] = [
    ['a question in a group', { ...question, space: closed }],
    ['a removed question in a group', { ...question, removedAt: new Date(0), space: closed }],
    ['a question in a public group', { ...question, space: { ...closed, see: 'everyone' } }],
  ]
  return [
    ...threads.map(([thing, thread]) => ({ thing, cast: { author }, rules: rulesOf(thread) })),
    ...groups.map(([thing, thread]) => ({ thing, cast: { author: inGroup('member', authorId), groupMember: inGroup('member'), groupModerator: inGroup('moderator'), groupOwner: inGroup('owner') }, rules: rulesOf(thread) })),
  ]
}

function rulesOf(thread: ThreadRights): PermissionCase['rules'] {
  const answer = { kind: 'answer', authorId, removedAt: null, thread }
  const ofThread = [
    'answer',
    'comment',
    'editThread',
    'accept',
    'sayMeToo',
    'follow',
    'close',
    'reopen',
    'pin',
    'move',
    'reshape',
  ] as const
  const ofPost = ['editPost', 'removePost', 'vote', 'readHistory', 'react', 'bookmark', 'addPoll', 'keepPoll', 'votePoll'] as const
  return {
    ask: (viewer) => may.ask(viewer, thread.space),
    ...Object.fromEntries(ofThread.map((name) => [name, (viewer: Viewer) => may[name](viewer, thread)])),
    ...Object.fromEntries(ofPost.map((name) => [name, (viewer: Viewer) => may[name](viewer, answer)])),
    removeUnanswered: (viewer) => may.removeThread(viewer, { ...thread, answerCount: 0 }),
    removeAnswered: (viewer) => may.removeThread(viewer, { ...thread, answerCount: 1 }),
    followAll: (viewer) => may.followAll(viewer, undefined),
    keepBookmarks: (viewer) => may.keepBookmarks(viewer, undefined),
    keepFeeds: (viewer) => may.keepFeeds(viewer, undefined),
    keepDrafts: (viewer) => may.keepDrafts(viewer, undefined),
    seeRemoved: (viewer) => may.seeRemoved(viewer, thread.space),
  }
}
