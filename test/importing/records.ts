/** Records as readers yield them, for tests of the loader. */
import type { AnyRecord, MemberRecord, PostRecord, Reader, ThreadRecord, Vote } from '#modules/importing/records.ts'

export const at = (day: number) => new Date(Date.UTC(2020, 0, day))
export const votes = (count: number): Vote[] => Array.from({ length: count }, () => ({ member: null, value: 1, at: at(9) }))

export const member = (id: string, rest: Partial<MemberRecord> = {}): MemberRecord => ({
  kind: 'member',
  id,
  name: id,
  handle: id,
  joinedAt: at(1),
  ...rest,
})
export const thread = (id: string, rest: Partial<ThreadRecord> = {}): ThreadRecord => ({
  kind: 'thread',
  id,
  type: 'question',
  space: 's',
  author: 'ada',
  title: `Title ${id}`,
  topics: ['one'],
  createdAt: at(2),
  opening: { id: `${id}o`, author: 'ada', body: { markdown: `Body ${id}` }, createdAt: at(2) },
  ...rest,
})
export const answer = (id: string, of: string, rest: Partial<PostRecord> = {}): PostRecord => ({
  kind: 'post',
  id,
  thread: of,
  type: 'answer',
  author: 'bob',
  body: { markdown: `Answer ${id}` },
  createdAt: at(3),
  ...rest,
})
export const comment = (id: string, of: string, parent: string): PostRecord => ({
  ...answer(id, of),
  type: 'comment',
  parent,
  author: 'ada',
})
export const space: AnyRecord = { kind: 'space', id: 's', name: 'Space' }
export const people = [member('ada'), member('bob')]

export const reader = (records: AnyRecord[], fingerprint = JSON.stringify(records)): Reader => ({
  key: 'old',
  kind: 'discourse',
  fingerprint,
  mentions: true,
  progress: () => ({ done: 0, of: 1 }),
  async *records() {
    yield* records
  },
})
