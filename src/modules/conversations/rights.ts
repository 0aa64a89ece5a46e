/** What a viewer may do with a thread or a post, as flags: for the buttons of pages and for programs. */
import type { Viewer } from '#platform/ctx.ts'
import { may, type PostRights, type ThreadRights } from './permissions.ts'

export interface ThreadMay {
  answer: boolean
  edit: boolean
  accept: boolean
  same: boolean
  follow: boolean
  close: boolean
  reopen: boolean
  pin: boolean
  move: boolean
  reshape: boolean
  remove: boolean
  restore: boolean
}

type Thread = ThreadRights & { answerCount: number; mergedIntoId: number | null }

export function threadMay(viewer: Viewer, thread: Thread): ThreadMay {
  const there = thread.removedAt === null
  const open = thread.closedAt === null
  return {
    answer: may.answer(viewer, thread),
    edit: may.editThread(viewer, thread),
    accept: may.accept(viewer, thread),
    same: may.sayMeToo(viewer, thread),
    follow: may.follow(viewer, thread),
    close: there && open && may.close(viewer, thread),
    reopen: there && !open && may.reopen(viewer, thread),
    pin: there && may.pin(viewer, thread),
    move: may.move(viewer, thread),
    reshape: may.reshape(viewer, thread),
    remove: there && may.removeThread(viewer, thread),
    restore: !there && thread.mergedIntoId === null && may.seeRemoved(viewer, thread.space),
  }
}

export interface PostMay {
  edit: boolean
  remove: boolean
  restore: boolean
  vote: boolean
  comment: boolean
  accept: boolean
  history: boolean
  poll: boolean
  react: boolean
  bookmark: boolean
}

type Post = Omit<PostRights, 'thread'>

export function postMay(viewer: Viewer, thread: ThreadRights, post: Post): PostMay {
  const whole = { ...post, thread }
  const there = post.removedAt === null
  return {
    edit: post.kind === 'opening' ? may.editThread(viewer, thread) : may.editPost(viewer, whole),
    remove: there && may.removePost(viewer, whole),
    restore: !there && may.removePost(viewer, whole),
    vote: may.vote(viewer, whole),
    comment: there && post.kind !== 'comment' && may.comment(viewer, thread),
    accept: there && post.kind === 'answer' && may.accept(viewer, thread),
    history: may.readHistory(viewer, whole),
    poll: may.addPoll(viewer, whole),
    react: may.react(viewer, whole),
    bookmark: may.bookmark(viewer, whole),
  }
}
