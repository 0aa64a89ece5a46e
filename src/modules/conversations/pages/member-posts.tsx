import { t } from '../../../texts/index.ts'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import type { StateKind } from '#ui/state.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { MemberTab, Writings, WrittenRow } from '../member-queries.ts'
import { pathOf, postPath } from './paths.ts'

const tabNames: MemberTab[] = ['answers', 'accepted', 'questions', 'discussions']

/** What a member wrote: the frame of their profile; alone, a page. */
export function MemberPostsPage({ writings }: { writings: Writings }) {
  const { member } = writings
  const title = t('conversations:wrote.title', { name: member.name })
  return (
    <Page title={title} nav="members" shape="is-one" noindex>
      <h1 class="f-h1">
        <a class="no-underline hover:underline" href={`/members/${member.handle}`}>
          {title}
        </a>
      </h1>
      <MemberPosts writings={writings} />
    </Page>
  )
}

/** Its tabs stay in the frame, its threads leave it. */
export function MemberPosts({ writings }: { writings: Writings }) {
  const { member, tab, rows } = writings
  const href = (name: MemberTab) => `/members/${member.handle}/posts?tab=${name}`
  return (
    <Frame id="member-posts">
      <Tabs
        label={t('conversations:wrote.label')}
        tabs={tabNames.map((name) => ({
          label: t(`conversations:wrote.${name}`),
          href: href(name),
          on: name === tab,
        }))}
      />
      {rows.length === 0 ? (
        <p class="py-6 text-ink-2">{t(`conversations:wrote.none.${tab}`, { name: member.name })}</p>
      ) : (
        <WrittenRows writings={writings} />
      )}
    </Frame>
  )
}

function WrittenRows({ writings: { member, tab, rows, next } }: { writings: Writings }) {
  return (
    <Frame id={`written-${rows[0]?.id}`} target="_top">
      <Rows>
        {rows.map((row) => (
          <Written key={row.id} row={row} tab={tab} />
        ))}
      </Rows>
      <LoadMore
        id={`older-${next}`}
        href={next && `/members/${member.handle}/posts?tab=${tab}&older=${next}`}
      />
    </Frame>
  )
}

export function MoreMemberPosts({ writings, older }: { writings: Writings; older: string }) {
  return (
    <Frame id={`older-${older}`}>
      <WrittenRows writings={writings} />
    </Frame>
  )
}

function Written({ row, tab }: { row: WrittenRow; tab: MemberTab }) {
  const thread = { ...row, id: row.threadId }
  const own = tab === 'questions' || tab === 'discussions'
  return (
    <Row
      state={stateOf(row, own)}
      heading="h2"
      title={row.title}
      href={own ? pathOf(thread) : postPath(thread, row.id)}
      excerpt={own ? undefined : row.excerpt}
      meta={[
        <a href={`/spaces/${row.place.slug}`}>{row.place.name}</a>,
        <Time at={row.createdAt} />,
        row.helpfulCount > 0 && t('conversations:helpful.to', { count: row.helpfulCount }),
      ]}
      note={
        own && row.answerCount > 0
          ? t(row.kind === 'question' ? 'conversations:row.answers' : 'conversations:row.replies', {
              count: row.answerCount,
            })
          : undefined
      }
    />
  )
}

function stateOf(row: WrittenRow, own: boolean): StateKind {
  if (row.kind === 'discussion') return 'talk'
  if (own) return row.acceptedPostId ? 'solved' : row.answerCount > 0 ? 'answered' : 'needs'
  return row.acceptedPostId === row.id ? 'solved' : 'answered'
}
