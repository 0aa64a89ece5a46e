/**
 * The golden counts of a set, each as a sum of what is here now and what was left out for a reason that the report names.
 * A sum that does not come out is a difference that nobody has explained.
 */
import type { Report } from '#modules/importing/index.ts'

export interface Sum {
  name: string
  told: number
  parts: Record<string, number>
}

export const comesOut = ({ told, parts }: Sum) => told === Object.values(parts).reduce((sum, count) => sum + count, 0)
export const inWords = ({ name, told, parts }: Sum) =>
  `${name} ${told.toLocaleString('en')} = ${Object.entries(parts).filter(([, count]) => count !== 0).map(([part, count]) => `${count.toLocaleString('en')} ${part}`).join(' + ') || '0'}`

type Golden = Record<string, any>

const leftOut = (report: Report, names: RegExp) =>
  Object.fromEntries(report.skipped.filter(({ reason }) => names.test(reason)).map(({ reason, count }) => [reason, count]))

const one = (report: Report, name: string) => leftOut(report, new RegExp(`^${name}$`))

export function stackExchangeSums(golden: Golden, report: Report): Sum[] {
  const { rows } = golden
  return [
    { name: 'users', told: rows.Users, parts: { members: report.members, ...one(report, 'userIncomplete') } },
    { name: 'questions', told: golden.questions, parts: { questions: report.questions } },
    { name: 'answers', told: golden.answers, parts: { answers: report.answers, ...one(report, 'postInMissingThread') } },
    { name: 'comments', told: rows.Comments, parts: { comments: report.comments, ...leftOut(report, /^commentOn(MissingPost|Wiki)$/) } },
    { name: 'accepted', told: golden.accepted, parts: { acceptedAnswers: report.acceptedAnswers, ...one(report, 'acceptedAnswerMissing') } },
    { name: 'closed', told: golden.closed, parts: { closed: report.closed } },
    {
      name: 'votes',
      told: rows.Votes,
      parts: { votes: report.votes, follows: report.follows, acceptedAnswers: report.acceptedAnswers, ...leftOut(report, /^(vote|favourite|follower|acceptanceTaken)/) },
    },
    { name: 'votes on missing posts', told: golden.votes_on_missing_posts, parts: one(report, 'voteOnMissingPost') },
    { name: 'links', told: golden.duplicates + golden.linked, parts: { links: report.links, ...leftOut(report, /^(link|sameLink)/) } },
    { name: 'tags', told: rows.Tags, parts: { topics: report.topics } },
    { name: 'badges', told: rows.Badges, parts: one(report, 'badge') },
  ]
}

export function discourseSums(golden: Golden, report: Report): Sum[] {
  const threads = report.questions + report.discussions
  const known: (Sum | false)[] = [
    { name: 'topics', told: golden.topics, parts: { questions: report.questions, discussions: report.discussions, ...leftOut(report, /^(privateMessage|topicWithoutPosts)$/) } },
    { name: 'posts', told: golden.posts, parts: { openings: threads, answers: report.answers, replies: report.replies, ...leftOut(report, /^(smallAction|whisper|emptyPost|hiddenPost)$/) } },
    { name: 'users', told: golden.users, parts: { members: report.members, namesOnly: report.namesOnly } },
    'likes' in golden && { name: 'likes', told: golden.likes, parts: { votes: report.votes, ...leftOut(report, /^likeOf/) } },
    'accepted_answers' in golden && { name: 'accepted', told: golden.accepted_answers, parts: { acceptedAnswers: report.acceptedAnswers, ...one(report, 'secondAcceptedAnswer') } },
    'closed' in golden && { name: 'closed', told: golden.closed + golden.archived, parts: { closed: report.closed } },
    'categories' in golden && { name: 'categories', told: Object.keys(golden.categories).length, parts: { spaces: report.spaces } },
    'empty' in golden && { name: 'empty posts', told: golden.empty, parts: one(report, 'emptyPost') },
  ]
  return known.filter((sum) => sum !== false)
}
