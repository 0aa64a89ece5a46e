/** What search engines read of a thread: schema.org's QAPage and DiscussionForumPosting. */
import type { Person } from '#ui/person.ts'
import type { AnswerView, PostView } from '../post-queries.ts'
import type { ThreadReading } from '../thread-reading.ts'
import type { ThreadView } from '../thread-queries.ts'
import { pathOf, postPath } from './paths.ts'

// Readers of this take the first ones; all of them would double the page.
const answersTold = 5
const mostTold = 1500

export function threadData(thread: ThreadReading, baseUrl: string): object {
  return {
    '@context': 'https://schema.org',
    ...(thread.kind === 'question' ? questionPage(thread, baseUrl) : discussion(thread, baseUrl)),
  }
}

function questionPage(thread: ThreadReading, baseUrl: string) {
  const told = (post: AnswerView) => ({
    '@type': 'Answer',
    ...words(post, baseUrl),
    url: baseUrl + postPath(thread, post.id),
    upvoteCount: post.helpfulCount,
  })
  return {
    '@type': 'QAPage',
    mainEntity: {
      '@type': 'Question',
      name: thread.title,
      ...words(thread.opening, baseUrl),
      url: baseUrl + pathOf(thread),
      answerCount: thread.answerCount,
      upvoteCount: thread.sameCount,
      ...(thread.accepted && { acceptedAnswer: told(thread.accepted) }),
      suggestedAnswer: visible(thread.answers).map(told),
    },
  }
}

function discussion(thread: ThreadReading, baseUrl: string) {
  return {
    '@type': 'DiscussionForumPosting',
    headline: thread.title,
    ...words(thread.opening, baseUrl),
    url: baseUrl + pathOf(thread),
    commentCount: thread.answerCount,
    comment: visible(thread.answers).map((post) => ({
      '@type': 'Comment',
      ...words(post, baseUrl),
      url: baseUrl + postPath(thread, post.id),
    })),
  }
}

const visible = (posts: AnswerView[]) => posts.filter((post) => post.removedAt === null).slice(0, answersTold)

const words = (post: PostView, baseUrl: string) => ({
  text: post.body.slice(0, mostTold),
  datePublished: post.createdAt.toISOString(),
  ...(post.editedAt && { dateModified: post.editedAt.toISOString() }),
  author: author(post.author, baseUrl),
})

const author = (person: Person, baseUrl: string) => ({
  '@type': 'Person',
  name: person.name,
  url: `${baseUrl}/members/${encodeURIComponent(person.handle)}`,
})

export function breadcrumbs(thread: ThreadView, baseUrl: string): object {
  const places = [thread.parentPlace, thread.place].flatMap((space) =>
    space ? [{ name: space.name, path: `/spaces/${space.slug}` }] : [],
  )
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: places.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: baseUrl + path,
    })),
  }
}
