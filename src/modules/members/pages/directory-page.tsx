import { Avatar, PersonName } from '#ui/avatar.tsx'
import { RoleBadge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { Meta } from '#ui/meta.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Page } from '#ui/page.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { Time } from '#ui/time.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { MemberRow } from '../directory.ts'

export interface Asked {
  q?: string | undefined
  sort: 'standing' | 'newest'
  expertise?: string | undefined
  product?: string | undefined
}

export interface DirectoryProps {
  rows: MemberRow[]
  next: string | null
  asked: Asked
  /** The key this page starts after; none on the first */
  after?: string | undefined
}

const address = ({ q, sort, expertise, product }: Asked, older?: string) => {
  const query = new URLSearchParams()
  if (q) query.set('q', q)
  if (sort !== 'standing') query.set('sort', sort)
  if (expertise) query.set('expertise', expertise)
  if (product) query.set('product', product)
  if (older) query.set('older', older)
  return query.size > 0 ? `/members?${query}` : '/members'
}

export function DirectoryPage(props: DirectoryProps) {
  const { asked, rows } = props
  return (
    <Page
      title={t('members:directory.title')}
      nav="members"
      shape="is-one"
      canonical="/members"
      noindex={Boolean(asked.q)}
    >
      <PageHead title={t('members:directory.title')} />
      <Search asked={asked} />
      <Filter asked={asked} />
      <Tabs
        label={t('members:directory.sort')}
        tabs={(['standing', 'newest'] as const).map((sort) => ({
          label: t(`members:directory.${sort}`),
          href: address({ ...asked, sort }),
          on: sort === asked.sort,
        }))}
      />
      {rows.length === 0 ? <Nobody q={asked.q ?? asked.expertise ?? asked.product} /> : <List {...props} />}
    </Page>
  )
}

function Search({ asked }: { asked: Asked }) {
  return (
    <Form
      method="get"
      action="/members"
      class="flex gap-2 my-5"
      label={t('members:directory.search')}
      fields={{ sort: asked.sort === 'newest' ? 'newest' : undefined }}
    >
      <label class="flex-1">
        <Hidden>{t('members:directory.search')}</Hidden>
        <input
          class="input w-full"
          type="search"
          name="q"
          id="member-search"
          value={asked.q}
          placeholder={t('members:directory.search')}
          maxlength={80}
        />
      </label>
      <Button type="submit" icon="search">
        {t('members:directory.go')}
      </Button>
    </Form>
  )
}

function Filter({ asked }: { asked: Asked }) {
  if (!asked.expertise && !asked.product) return null
  return (
    <p class="flex flex-wrap items-center gap-3 mb-4">
      {asked.expertise && <span>{t('members:directory.filtered', { word: asked.expertise })}</span>}
      {asked.product && <span>{t('members:directory.filteredProduct', { word: asked.product })}</span>}
      <a class="f-link" href={address({ sort: asked.sort })}>
        {t('members:directory.clear')}
      </a>
    </p>
  )
}

function Nobody({ q }: { q?: string | undefined }) {
  return (
    <div class="mt-8">
      <Empty
        art="lamp"
        title={t(q ? 'members:directory.emptyTitle' : 'members:directory.emptyAllTitle')}
        action={q && <Button href="/members">{t('members:directory.clear')}</Button>}
      >
        {q ? t('members:directory.empty', { q }) : t('members:directory.emptyAll')}
      </Empty>
    </div>
  )
}

/** The rows of one page. A later page comes in the frame that the end of this one holds open. */
function List({ rows, next, asked, after }: DirectoryProps) {
  const more = next && <LoadMore id={`members-${next}`} href={address(asked, next)} />
  const list = (
    <ul class="f-rows" aria-label={t('members:directory.results')}>
      {rows.map((row) => (
        <MemberEntry key={row.id} member={row} />
      ))}
    </ul>
  )
  return after ? (
    <Frame id={`members-${after}`}>
      {list}
      {more}
    </Frame>
  ) : (
    <>
      {list}
      {more}
    </>
  )
}

function MemberEntry({ member }: { member: MemberRow }) {
  return (
    <li class="flex items-start gap-4 py-4 border-b border-line" id={`member-${member.id}`}>
      <Avatar person={member} />
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <PersonName person={member} />
          <RoleBadge person={member} />
        </p>
        {member.headline && <p class="text-ink-2">{member.headline}</p>}
        <Meta>
          {standing(member)}
          {member.location}
        </Meta>
        {member.expertise.length > 0 && (
          <Chips class="mt-2" label={t('members:profile.askAbout')}>
            {member.expertise.slice(0, 4).map((word) => (
              <Chip key={word} icon="hash" href={`/members?expertise=${encodeURIComponent(word)}`}>
                {word}
              </Chip>
            ))}
          </Chips>
        )}
      </div>
    </li>
  )
}

function standing({ acceptedCount, answerCount, joinedAt }: MemberRow) {
  if (acceptedCount > 0) return t('members:directory.accepted', { count: acceptedCount })
  if (answerCount > 0) return t('members:directory.answers', { count: answerCount })
  return (
    <span>
      {t('members:directory.since')} <Time at={joinedAt} look="date" />
    </span>
  )
}
