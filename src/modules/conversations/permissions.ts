/** Who may do what to threads and posts. Actions demand these; pages ask them before showing a button. */
import { groupRole, reaches, type Viewer } from '#platform/ctx.ts'
import { permissions, rule } from '#platform/permissions.ts'
import { isGroup, maySpaces, type SpaceRights } from '#modules/spaces/index.ts'

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
/** Who keeps order there: the team, and in a group those who look after it. */
const keeps = (viewer: Viewer, space: SpaceRights) => reaches(viewer, 'team') || looksAfter(viewer, space)
const looksAfter = (viewer: Viewer, space: SpaceRights) => {
  const role = isGroup(space) ? groupRole(viewer, space.id) : null
  return role === 'owner' || role === 'moderator'
}
// What was written for a group leaves it only by those who look after it, or by the team in it.
const mayMoveIn = (viewer: Viewer, space: SpaceRights) =>
  isGroup(space) ? looksAfter(viewer, space) || (reaches(viewer, 'team') && groupRole(viewer, space.id) !== null) : reaches(viewer, 'champions')
const seen = (viewer: Viewer, thread: ThreadRights) => maySpaces.see(viewer, thread.space)
const open = (viewer: Viewer, thread: ThreadRights) =>
  seen(viewer, thread) && thread.removedAt === null && (thread.closedAt === null || keeps(viewer, thread.space))
const takesWords = (viewer: Viewer, thread: ThreadRights) =>
  open(viewer, thread) && maySpaces.answerIn(viewer, thread.space)

export const may = permissions('conversations', {
  ask: rule<SpaceRights>('members', (viewer, space) => maySpaces.askIn(viewer, space)),
  answer: rule<ThreadRights>('members', takesWords),
  comment: rule<ThreadRights>('members', takesWords),
  editThread: rule<ThreadRights>(
    'members',
    (viewer, thread) => open(viewer, thread) && (owns(viewer, thread) || keeps(viewer, thread.space)),
  ),
  editPost: rule<PostRights>(
    'members',
    (viewer, post) =>
      open(viewer, post.thread) && post.removedAt === null && (owns(viewer, post) || keeps(viewer, post.thread.space)),
  ),
  removePost: rule<PostRights>(
    'members',
    (viewer, post) =>
      seen(viewer, post.thread) && post.kind !== 'opening' && (owns(viewer, post) || keeps(viewer, post.thread.space)),
  ),
  /** The asker may take back a thread that nobody has answered; the team any. */
  removeThread: rule<ThreadRights & { answerCount: number }>(
    'members',
    (viewer, thread) =>
      seen(viewer, thread) && (keeps(viewer, thread.space) || (owns(viewer, thread) && thread.answerCount === 0)),
  ),
  accept: rule<ThreadRights>(
    'members',
    (viewer, thread) =>
      thread.kind === 'question' &&
      seen(viewer, thread) &&
      thread.removedAt === null &&
      (owns(viewer, thread) || keeps(viewer, thread.space)),
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
  /** Everybody but the author. */
  react: rule<PostRights>(
    'members',
    (viewer, post) =>
      seen(viewer, post.thread) &&
      post.removedAt === null &&
      post.thread.removedAt === null &&
      !owns(viewer, post),
  ),
  bookmark: rule<PostRights>(
    'members',
    (viewer, post) => seen(viewer, post.thread) && post.removedAt === null && post.thread.removedAt === null,
  ),
  keepBookmarks: rule('members'),
  /** The author of the post, or the team; comments are too small for one. */
  addPoll: rule<PostRights>(
    'members',
    (viewer, post) =>
      open(viewer, post.thread) &&
      post.removedAt === null &&
      post.kind !== 'comment' &&
      (owns(viewer, post) || keeps(viewer, post.thread.space)),
  ),
  /** Edit, close, remove, export. */
  keepPoll: rule<PostRights>(
    'members',
    (viewer, post) =>
      seen(viewer, post.thread) && (keeps(viewer, post.thread.space) || (owns(viewer, post) && post.removedAt === null)),
  ),
  /** Whoever sees it, also where only some may write; not in what is closed or archived. */
  votePoll: rule<PostRights>(
    'members',
    (viewer, post) =>
      seen(viewer, post.thread) &&
      post.removedAt === null &&
      post.thread.removedAt === null &&
      post.thread.closedAt === null &&
      post.thread.space.archivedAt === null,
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
      seen(viewer, thread) && (keeps(viewer, thread.space) || (owns(viewer, thread) && thread.closedAt === null)),
  ),
  reopen: rule<ThreadRights>('members', (viewer, thread) => seen(viewer, thread) && keeps(viewer, thread.space)),
  pin: rule<ThreadRights>('members', (viewer, thread) => seen(viewer, thread) && keeps(viewer, thread.space)),
  move: rule<ThreadRights>(
    'members',
    (viewer, thread) => seen(viewer, thread) && thread.removedAt === null && mayMoveIn(viewer, thread.space),
  ),
  /** Merge, split, convert. */
  reshape: rule<ThreadRights>('members', (viewer, thread) => seen(viewer, thread) && thread.removedAt === null && keeps(viewer, thread.space)),
  keepDrafts: rule('members'),
  /** One's own feed: what is not for them, whether they want one. */
  keepFeeds: rule('members'),
  /** Own marks of what was read. */
  markRead: rule('members'),
  readHistory: rule<PostRights>(
    'everyone',
    (viewer, post) => seen(viewer, post.thread) && (post.removedAt === null || keeps(viewer, post.thread.space)),
  ),
  seeRemoved: rule<SpaceRights>('members', (viewer, space) => maySpaces.see(viewer, space) && keeps(viewer, space)),
})
