/** Reactions and polls of our own archives. */
import { type PollRow, putPolls, putReactions, type ReactionRow } from '#modules/conversations/index.ts'
import type { WritingEntry } from './batch.ts'
import type { Poll, Writing } from './records.ts'
import type { Writer } from './writer.ts'

/** Everybody whom the reactions and polls of a post name. */
export const membersIn = ({ reactions = [], polls = [] }: Writing): (string | null)[] => [
  ...reactions.map(({ member }) => member),
  ...polls.flatMap(({ author, removedBy, ballots }) => [author, removedBy, ...ballots.map(({ member }) => member)]),
]

const postOf = (writer: Writer, { record }: WritingEntry) => writer.refs.get('post', record.id)!

export async function writeReactions(writer: Writer, entries: readonly WritingEntry[]): Promise<void> {
  const rows = entries.flatMap((entry) =>
    (entry.record.reactions ?? []).flatMap(({ member, kind, at }): ReactionRow[] => {
      const memberId = writer.refs.get('member', member)
      return memberId === undefined ? [] : [{ memberId, postId: postOf(writer, entry), kind, at }]
    }),
  )
  if (rows.length > 0) await putReactions(writer.tx, rows)
}

/** Polls that are not here yet. One that is goes on here: what was voted in it since is not written over. */
export async function writePolls(writer: Writer, entries: readonly WritingEntry[]): Promise<void> {
  const rows = entries.flatMap((entry) => (entry.record.polls ?? []).flatMap((poll) => rowOf(writer, postOf(writer, entry), poll) ?? []))
  if (rows.length > 0) await putPolls(writer.tx, rows)
}

function rowOf({ refs, tx }: Writer, postId: number, { author, removedBy, ballots, ...poll }: Poll): PollRow | null {
  const authorId = refs.get('member', author)
  if (authorId === undefined) return null
  return {
    ...poll,
    postId,
    authorId,
    removedById: refs.get('member', removedBy) ?? null,
    // Whose an anonymous ballot was is not in the archive: whoever voted could vote again, so it has ended.
    closedAt: poll.closedAt ?? (poll.anonymous && ballots.length > 0 ? tx.now : null),
    ballots: ballots.flatMap(({ member, choices, at }) => {
      const memberId = refs.get('member', member) ?? null
      return poll.anonymous || memberId !== null ? [{ memberId: poll.anonymous ? null : memberId, choices, at: poll.anonymous ? null : at }] : []
    }),
  }
}
