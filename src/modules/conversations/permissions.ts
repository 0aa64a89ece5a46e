/** Who may do what to threads and posts. Actions demand these; pages ask them before showing a button. */
import { reaches, type Viewer } from '#platform/ctx.ts'
import { permissions, rule } from '#platform/permissions.ts'
import { maySpaces, type SpaceRights } from '#modules/spaces/index.ts'

/** What must be known of a thread to decide: itself and its space. */
export interface ThreadRights {
  kind: string
  authorId: number
  closedAt: Date | null
  removedAt: Date | null
  space: SpaceRights
}

export interface PostRights {
  kind: string
  authorId: number
  removedAt: Date | null
  thread: ThreadRights
}

const owns = (viewer: Viewer, thing: { authorId: number }) => viewer.id === thing.authorId
const isTeam = (viewer: Viewer) => reaches(viewer, 'team')
const seen = (viewer: Viewer, thread: ThreadRights) => maySpaces.see(viewer, thread.space)
const open = (viewer: Viewer, thread: ThreadRights) =>
  seen(viewer, thread) && thread.removedAt === null && (thread.closedAt === null || isTeam(viewer))
const takesWords = (viewer: Viewer, thread: ThreadRights) =>
  open(viewer, thread) && maySpaces.answerIn(viewer, thread.space)

export const may = permissions('conversations', {
  ask: rule<SpaceRights>('members', (viewer, space) => maySpaces.askIn(viewer, space)),
  answer: rule<ThreadRights>('members', takesWords),
  comment: rule<ThreadRights>('members', takesWords),
  editThread: rule<ThreadRights>(
    'members',
    (viewer, thread) => open(viewer, thread) && (owns(viewer, thread) || isTeam(viewer)),
  ),
  editPost: rule<PostRights>(
    'members',
    (viewer, post) =>
      open(viewer, post.thread) && post.removedAt === null && (owns(viewer, post) || isTeam(viewer)),
  ),
  removePost: rule<PostRights>(
    'members',
    (viewer, post) =>
      seen(viewer, post.thread) && post.kind !== 'opening' && (owns(viewer, post) || isTeam(viewer)),
  ),
  /** The asker may take back a thread that nobody has answered; the team any. */
  removeThread: rule<ThreadRights & { answerCount: number }>(
    'members',
    (viewer, thread) =>
      seen(viewer, thread) && (isTeam(viewer) || (owns(viewer, thread) && thread.answerCount === 0)),
  ),
  accept: rule<ThreadRights>(
    'members',
    (viewer, thread) =>
      thread.kind === 'question' &&
      seen(viewer, thread) &&
      thread.removedAt === null &&
      (owns(viewer, thread) || isTeam(viewer)),
  ),
  /** Everybody but the author. */
  vote: rule<PostRights>(
    'members',
    (viewer, post) =>
      seen(viewer, post.thread) &&
      post.removedAt === null &&
      post.thread.removedAt === null &&
      !owns(viewer, post),
  ),
  sayMeToo: rule<ThreadRights>(
    'members',
    (viewer, thread) =>
      thread.kind === 'question' &&
      seen(viewer, thread) &&
      thread.removedAt === null &&
      !owns(viewer, thread),
  ),
  follow: rule<ThreadRights>(
    'members',
    (viewer, thread) => seen(viewer, thread) && thread.removedAt === null,
  ),
  /** All of a space, a topic or a member's writing, as far as they see it. */
  followAll: rule('members'),
  close: rule<ThreadRights>(
    'members',
    (viewer, thread) =>
      seen(viewer, thread) && (isTeam(viewer) || (owns(viewer, thread) && thread.closedAt === null)),
  ),
  reopen: rule<ThreadRights>('team', seen),
  pin: rule<ThreadRights>('team', seen),
  move: rule<ThreadRights>(
    'champions',
    (viewer, thread) => seen(viewer, thread) && thread.removedAt === null,
  ),
  /** Merge, split, convert. */
  reshape: rule<ThreadRights>('team', (viewer, thread) => seen(viewer, thread) && thread.removedAt === null),
  keepDrafts: rule('members'),
  /** Own marks of what was read. */
  markRead: rule('members'),
  readHistory: rule<PostRights>(
    'everyone',
    (viewer, post) => seen(viewer, post.thread) && (post.removedAt === null || isTeam(viewer)),
  ),
  seeRemoved: rule('team'),
})
