/** Addresses of threads and posts. */
interface Named {
  id: number
  kind: string
  slug: string
}

export const pathOf = (thread: Named) =>
  `/${thread.kind === 'question' ? 'questions' : 'discussions'}/${thread.id}/${encodeURIComponent(thread.slug)}`

/** Opens the thread at a post, however long the thread is. The query travels where a fragment is lost: in redirects of scripts. */
export const postPath = (thread: Named, postId: number) => `${pathOf(thread)}?post=${postId}#post-${postId}`

export const listPath = (kind: string) => (kind === 'question' ? '/questions' : '/discussions')

export const signInTo = (path: string) => `/sign-in?to=${encodeURIComponent(path)}`
