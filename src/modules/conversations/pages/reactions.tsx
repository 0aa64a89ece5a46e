import { t } from '../../../texts/index.ts'
import { PersonLine, PersonName } from '#ui/avatar.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { Icon } from '#ui/icon.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { PostView } from '../post-queries.ts'
import type { PostReactions } from '../reaction-queries.ts'
import { PostFrame } from './post-frame.tsx'
import { type ReactionKind, reactionIcons, reactionKinds } from './reaction-kinds.ts'

const pathTo = (post: { id: number }, kind?: ReactionKind) => `/posts/${post.id}/reactions${kind ? `/${kind}` : ''}`
const wordOf = (kind: ReactionKind) => t(`conversations:reaction.${kind}`)

/** What was said to a post with one word. One form of several buttons: each sends its own address. */
export function Reactions({ post }: { post: PostView }) {
  const { viewer } = useChrome()
  const said = reactionKinds.filter((kind) => post.reactions[kind])
  if (!post.may.react) return said.length === 0 ? null : <Told post={post} said={said} id={viewer ? `reactions-${post.id}` : undefined} />
  return (
    <Form action={pathTo(post)} id={`reactions-${post.id}`} class="f-reactions" label={t('conversations:reaction.label')}>
      {said.map((kind) => (
        <Toggle key={kind} post={post} kind={kind} />
      ))}
      <Menu class="f-react" icon="smile-plus" label={t('conversations:reaction.add')} from={{ id: wordsId, about: post.id }} start>
        {said.length > 0 ? (
          <MenuItem icon="users" href={pathTo(post)}>{t('conversations:reaction.who')}</MenuItem>
        ) : (
          <MenuItem icon="smile-plus" href={pathTo(post)} data-menu-instead>{t('conversations:reaction.add')}</MenuItem>
        )}
      </Menu>
    </Form>
  )
}

const wordsId = 'reaction-words'

/** The words that the menus of all posts offer, once a page: written out for each they were a quarter of a long thread. */
export const ReactionWords = () => (
  <template id={wordsId}>
    {reactionKinds.map((kind) => (
      <li key={kind}>
        <button type="submit" id={`reaction-@@-${kind}`} formaction={`/posts/@@/reactions/${kind}?_method=put`}>
          <Icon name={reactionIcons[kind]} />
          {wordOf(kind)}
        </button>
      </li>
    ))}
  </template>
)

/** All words as buttons, where there is room: on the page of who said what, and so without scripts. */
const AllReactions = ({ post }: { post: PostView }) => (
  <Form action={pathTo(post)} id={`reactions-${post.id}`} class="f-reactions" label={t('conversations:reaction.label')}>
    {reactionKinds.map((kind) => (
      <Toggle key={kind} post={post} kind={kind} named />
    ))}
  </Form>
)

function Toggle({ post, kind, named }: { post: PostView; kind: ReactionKind; named?: boolean }) {
  const mine = post.reacted.includes(kind)
  const count = post.reactions[kind] ?? 0
  const word = wordOf(kind)
  return (
    <button
      type="submit"
      id={`reaction-${post.id}-${kind}`}
      formaction={`${pathTo(post, kind)}?_method=${mine ? 'delete' : 'put'}`}
      class="f-reaction"
      aria-pressed={mine}
      aria-label={named ? undefined : t('conversations:reaction.counted', { word, count })}
      data-card={named ? undefined : pathTo(post, kind)}
    >
      <Icon name={reactionIcons[kind]} />
      {named ? word : count}
    </button>
  )
}

/** For the author of a post and for guests: what others said, and the way to who they are. */
function Told({ post, said, id }: { post: PostView; said: ReactionKind[]; id: string | undefined }) {
  return (
    <a class="f-reactions" id={id} href={pathTo(post)} rel="nofollow" aria-label={said.map((kind) => t('conversations:reaction.counted', { word: wordOf(kind), count: post.reactions[kind] ?? 0 })).join(', ')}>
      {said.map((kind) => (
        <span key={kind} class="f-reaction" data-card={pathTo(post, kind)}>
          <Icon name={reactionIcons[kind]} />
          {post.reactions[kind]}
        </span>
      ))}
    </a>
  )
}

/** Who said what, on a page of its own. */
export function ReactionsPage({ post, reactions }: PostReactions) {
  const order = reactions.toSorted((one, other) => reactionKinds.indexOf(one.kind) - reactionKinds.indexOf(other.kind))
  return (
    <PostFrame title={t('conversations:reaction.title')} post={post}>
      <div class="mt-6">{post.may.react && <AllReactions post={post} />}</div>
      {order.length === 0 && <Empty title={t('conversations:reaction.none')} art="lamp" />}
      {order.map(({ kind, count, people }) => (
        <section key={kind} class="mt-8">
          <SectionHead>{t('conversations:reaction.counted', { word: wordOf(kind), count })}</SectionHead>
          <ul class="grid gap-3 mt-3 sm:grid-cols-2">
            {people.map((person) => (
              <li key={person.id}><PersonLine person={person} /></li>
            ))}
          </ul>
        </section>
      ))}
    </PostFrame>
  )
}

/** The same in few words, beside a count. */
export function ReactionCard({ post, reactions, kind }: PostReactions & { kind: ReactionKind }) {
  const [said] = reactions
  const people = said?.people ?? []
  const more = (post.reactions[kind] ?? 0) - people.length
  return (
    <Frame id="hover-card" target="_top">
      <p class="f-card-words">
        <b>{wordOf(kind)}</b>
        {people.map((person) => (
          <span key={person.id}>
            <PersonName person={person} />
          </span>
        ))}
        {more > 0 && <a class="f-quiet" href={pathTo(post)}>{t('conversations:reaction.more', { count: more })}</a>}
      </p>
    </Frame>
  )
}
