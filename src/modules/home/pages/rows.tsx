import { t } from '../../../texts/index.ts'
import type { ThreadRow } from '#modules/conversations/index.ts'
import { Row } from '#ui/row.tsx'
import type { StateKind } from '#ui/state.tsx'
import { Time } from '#ui/time.tsx'

export const pathOf = ({ id, kind, slug }: { id: number; kind: string; slug: string }) =>
  `/${kind === 'question' ? 'questions' : 'discussions'}/${id}/${slug}`

export function stateOf({
  kind,
  acceptedPostId,
  answerCount,
}: Pick<ThreadRow, 'kind' | 'acceptedPostId' | 'answerCount'>): StateKind {
  if (kind === 'discussion') return 'talk'
  return acceptedPostId ? 'solved' : answerCount > 0 ? 'answered' : 'needs'
}

/** A question as it comes in: who, where, when. */
export function NewQuestionRow({ thread }: { thread: ThreadRow }) {
  return (
    <Row
      state={stateOf(thread)}
      title={thread.title}
      href={pathOf(thread)}
      note={thread.answerCount > 0 ? t('home:answers', { count: thread.answerCount }) : undefined}
      meta={[
        thread.author.name,
        <a key="space" href={`/spaces/${thread.place.slug}`}>
          {thread.place.name}
        </a>,
        <Time key="time" at={thread.createdAt} />,
      ]}
    />
  )
}
