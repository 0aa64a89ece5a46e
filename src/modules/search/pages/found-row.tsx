import { t } from '../../../texts/index.ts'
import type { IconName } from '#ui/icon.tsx'
import { Row } from '#ui/row.tsx'
import type { StateKind } from '#ui/state.tsx'
import { Time } from '#ui/time.tsx'
import type { Found } from '../find.ts'
import { Marked } from '#ui/marked.tsx'

/** One result, of whatever kind. */
export function FoundRow({ found }: { found: Found }) {
  const { kind, path, titlePieces, excerpt } = found
  const look = isThread(found)
    ? { state: stateOf(found) }
    : { icon: icons[kind as 'topic'], plain: kind === 'member' }
  return (
    <Row
      id={foundId(found)}
      {...look}
      heading="h2"
      href={path}
      title={<Marked pieces={titlePieces} />}
      note={noteOf(found)}
      excerpt={excerpt.length > 0 && <Marked pieces={excerpt} />}
      meta={factsOf(found)}
    />
  )
}

/** Says which result was opened, to a script that tells the server. */
export const foundId = ({ kind, id }: Found) => `found-${kind}-${id}`

const icons: Record<'member' | 'topic' | 'space', IconName> = {
  member: 'user',
  topic: 'hash',
  space: 'compass',
}

const isThread = ({ kind }: Found) => kind === 'question' || kind === 'discussion'

function stateOf({ kind, state }: Found): StateKind {
  if (kind === 'discussion') return 'talk'
  return state === 'solved' ? 'solved' : state === 'answered' ? 'answered' : 'needs'
}

function factsOf(found: Found) {
  const { kind, space, author, createdAt, details } = found
  if (kind === 'member') return [t('search:row.member'), details.headline]
  if (!isThread(found)) return [t(`search:row.${kind as 'topic'}`)]
  return [
    space && (
      <a key="space" href={`/spaces/${space.slug}`}>
        {space.name}
      </a>
    ),
    author?.name,
    <Time key="time" at={createdAt} look="date" />,
    details.same > 0 && t('search:row.same', { count: details.same }),
  ]
}

function noteOf({ kind, details, threads }: Found): string | undefined {
  if (kind === 'question')
    return details.answers > 0 ? t('search:row.answers', { count: details.answers }) : undefined
  if (kind === 'discussion') return t('search:row.replies', { count: details.answers ?? 0 })
  if (kind === 'member')
    return details.accepted > 0 ? t('search:row.accepted', { count: details.accepted }) : undefined
  return t('search:row.threads', { count: threads })
}
