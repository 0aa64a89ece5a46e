/** Everything that belongs to one post of a dump, as records. */
import { t } from '../../../texts/index.ts'
import { formsOf } from '../addresses.ts'
import type { PersonAt, Place, PostRecord, SkipRecord, ThreadRecord, Vote, Writing } from '../records.ts'
import { closeReason, isText, revisionsOf } from './history.ts'
import type { People } from './people.ts'
import {
  type CommentRow,
  type HistoryRow,
  kindsOfPost,
  type MarkRow,
  type PostRow,
  type Spooled,
  tagsOf,
  timeOf,
  type VoteRow,
} from './rows.ts'

export interface Around {
  people: People
  site: string
  space: string
  /** Without PostHistory.xml nothing is known of earlier texts, which is not the same as that there were none. */
  hasHistory: boolean
}

/** The rows of one post id, by kind. */
export class Group {
  readonly id: string
  readonly post: PostRow | undefined
  readonly comments: CommentRow[]
  readonly votes: VoteRow[]
  readonly history: HistoryRow[]
  readonly mark: MarkRow | undefined

  constructor(id: number, rows: readonly Spooled[]) {
    const of = <Kind extends Spooled['t']>(kind: Kind) =>
      rows.filter((row): row is Extract<Spooled, { t: Kind }> => row.t === kind)
    this.id = String(id)
    this.post = of('post')[0]
    this.comments = of('comment')
    this.votes = of('vote')
    this.history = of('history')
    this.mark = of('mark')[0]
  }

  get isQuestion() {
    return this.post?.type === kindsOfPost.question
  }

  get isAnswer() {
    return this.post?.type === kindsOfPost.answer
  }
}

const at = ({ file, row }: Place): Place => ({ file, row })
const skip = (reason: string, place: Place, count = 1): SkipRecord => ({ kind: 'skip', reason, at: at(place), count })

export function questionRecord(group: Group, around: Around): ThreadRecord {
  const post = group.post!
  const reason = closeReason(group.history)
  return {
    kind: 'thread',
    id: group.id,
    at: at(post),
    type: 'question',
    space: around.space,
    author: around.people.author(post.owner, post.ownerName),
    title: post.title || `#${group.id}`,
    topics: tagsOf(post.tags),
    createdAt: timeOf(post.created),
    views: post.views,
    closedAt: post.closed ? timeOf(post.closed) : null,
    closedReason: post.closed && reason ? t(`importing:closed.${reason}`) : null,
    followers: followersOf(group),
    paths: [...formsOf(around.site, `/questions/${group.id}`), ...formsOf(around.site, `/q/${group.id}`)],
    opening: writingOf(group, around),
  }
}

export function answerRecord(group: Group, around: Around): PostRecord {
  const post = group.post!
  return {
    kind: 'post',
    ...writingOf(group, around),
    at: at(post),
    thread: post.parent ?? '',
    type: 'answer',
    accepted: group.mark ? { at: acceptedAt(group), by: group.mark.by } : null,
    paths: formsOf(around.site, `/a/${group.id}`),
  }
}

function writingOf(group: Group, { people, hasHistory }: Around): Writing {
  const post = group.post!
  const revisions = revisionsOf(group.history, people)
  return {
    id: group.id,
    author: people.author(post.owner, post.ownerName),
    body: { html: post.body, flavour: 'stackexchange' },
    createdAt: timeOf(post.created),
    editedAt: post.edited ? timeOf(post.edited) : null,
    editedBy: post.editor,
    votes: votesOf(group),
    ...(hasHistory && { revisions }),
  }
}

const values: Record<number, 1 | -1> = { 2: 1, 3: -1 }
const acceptance = 1
const favourite = 5

const votesOf = ({ votes }: Group): Vote[] =>
  votes.flatMap(({ type, created }) => (values[type] ? [{ member: null, value: values[type], at: timeOf(created) }] : []))

// Votes are told by the day: an answer cannot have been accepted before it was written.
function acceptedAt({ votes, post }: Group): Date {
  const vote = votes.findLast(({ type }) => type === acceptance)
  const written = timeOf(post!.created)
  const told = vote ? timeOf(vote.created) : written
  return new Date(Math.max(told.getTime(), written.getTime()))
}

function followersOf({ votes }: Group): PersonAt[] {
  const people = new Map(
    votes.filter((vote) => vote.type === favourite && vote.user).map((vote) => [vote.user!, timeOf(vote.created)]),
  )
  return [...people].map(([member, at]) => ({ member, at }))
}

export function* commentRecords(group: Group, { people }: Around): Generator<PostRecord> {
  const thread = group.isQuestion ? group.id : (group.post?.parent ?? '')
  for (const row of group.comments) {
    yield {
      kind: 'post',
      id: `c${row.id}`,
      at: at(row),
      thread,
      type: 'comment',
      parent: group.id,
      author: people.author(row.user, row.userName),
      body: { markdown: commentMarkdown(row.text) },
      createdAt: timeOf(row.created),
    }
  }
}

/** A comment is one paragraph at its source: what would begin a heading, a list or a quote here is only a sign there. */
const commentMarkdown = (text: string) =>
  text.replace(/^(\s*)(#|>|[-+*](?=\s)|\d+(?=[.)]\s)|```|~~~|={3}|-{3})/gm, '$1\\$2').replace(/^(\s*)\\(\d+)([.)])/gm, '$1$2\\$3')

const kindsOfVote: Record<number, string> = {
  4: 'voteOffensive',
  6: 'voteToClose',
  7: 'voteToReopen',
  8: 'voteBounty',
  9: 'voteBounty',
  10: 'voteDeletion',
  11: 'voteUndeletion',
  12: 'voteSpam',
  15: 'voteModeration',
  16: 'voteEditApproval',
}

/** What of a group does not come, row by row. */
export function* leftOut(group: Group): Generator<SkipRecord> {
  if (!group.post) return yield* lost(group)
  if (!group.isQuestion && !group.isAnswer) return yield* besides(group)
  for (const vote of group.votes) {
    const reason = reasonAgainst(vote, group)
    if (reason) yield skip(reason, vote)
  }
  for (const row of group.history) if (!isText(row.type)) yield skip('historyEvent', row)
}

function reasonAgainst({ type, user }: VoteRow, group: Group): string | null {
  if (values[type]) return null
  if (type === acceptance) return group.mark ? null : 'acceptanceTakenBack'
  if (type !== favourite) return kindsOfVote[type] ?? 'voteOther'
  if (!group.isQuestion) return 'favouriteOfAnswer'
  return user ? null : 'favouriteWithoutName'
}

function* lost(group: Group): Generator<SkipRecord> {
  for (const row of group.votes) yield skip('voteOnMissingPost', row)
  for (const row of group.comments) yield skip('commentOnMissingPost', row)
  for (const row of group.history) yield skip('historyOfMissingPost', row)
  if (group.mark) yield skip('acceptedAnswerMissing', group.mark)
}

/** Posts that are no questions or answers: wikis of tags, which became descriptions of topics, and notices. */
function* besides(group: Group): Generator<SkipRecord> {
  const isWiki = group.post!.type === kindsOfPost.excerpt || group.post!.type === kindsOfPost.wiki
  if (!isWiki) yield skip('postOfOtherKind', group.post!)
  for (const row of group.votes) yield skip('voteOnWiki', row)
  for (const row of group.comments) yield skip('commentOnWiki', row)
  for (const row of group.history) yield skip('historyOfWiki', row)
}
