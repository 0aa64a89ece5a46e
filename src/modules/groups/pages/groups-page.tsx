import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Empty } from '#ui/empty.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { PageHead, SectionHead } from '#ui/heading.tsx'
import { Hidden } from '#ui/hidden.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Frame } from '#ui/turbo.tsx'
import { Toast } from '#ui/toast.tsx'
import { t } from '../../../texts/index.ts'
import type { GroupRow } from '../queries.ts'
import { GroupEntry } from './group-rows.tsx'
import { groupPath } from './words.ts'

export interface GroupsProps {
  own: GroupRow[]
  invited: GroupRow[]
  rows: GroupRow[]
  next: string | null
  q: string
  /** The key this page starts after; none on the first */
  after?: string | undefined
  left?: boolean | undefined
}

/** Groups: one's own, invitations, and the others that there are. */
export function GroupsPage(props: GroupsProps) {
  const { own, invited, q, left } = props
  const { viewer } = useChrome()
  return (
    <Page title={t('groups:title')} nav="groups" shape="is-one" canonical="/groups" noindex={q !== ''} toasts={left && <Toast>{t('groups:left')}</Toast>}>
      <PageHead title={t('groups:title')} lead={t('groups:lead')} actions={viewer && <Button kind="primary" size="sm" icon="plus" href="/groups/new">{t('groups:make')}</Button>} />
      {invited.length > 0 && <Invitations groups={invited} />}
      {own.length > 0 && (
        <section class="mt-8">
          <SectionHead>{t('groups:yours')}</SectionHead>
          <Rows>{own.map((group) => <GroupEntry key={group.id} group={group} />)}</Rows>
        </section>
      )}
      <section class="mt-8">
        {own.length > 0 && <SectionHead>{t('groups:others')}</SectionHead>}
        <Search q={q} />
        <OtherGroups {...props} />
      </section>
    </Page>
  )
}

const Invitations = ({ groups }: { groups: GroupRow[] }) => (
  <section class="mt-8">
    <SectionHead>{t('groups:invitations')}</SectionHead>
    <Rows>
      {groups.map((group) => (
        <Row key={group.id} plain icon="mail-open" title={group.name} href={groupPath(group)} excerpt={group.description}
          meta={[t('groups:members', { count: group.members })]}
          action={<><ActionButton action={groupPath(group, '/join')} kind="primary" size="sm" label={t('groups:acceptOne', { name: group.name })}>{t('groups:accept')}</ActionButton>{' '}
            <ActionButton action={groupPath(group, '/leave')} kind="ghost" size="sm" label={t('groups:declineOne', { name: group.name })}>{t('groups:decline')}</ActionButton></>} />
      ))}
    </Rows>
  </section>
)

const Search = ({ q }: { q: string }) => (
  <Form method="get" action="/groups" class="flex gap-2 my-5" label={t('groups:search')}>
    <label class="flex-1">
      <Hidden>{t('groups:search')}</Hidden>
      <input class="input w-full" type="search" name="q" id="group-search" value={q} placeholder={t('groups:search')} maxlength={80} />
    </label>
    <Button type="submit" icon="search">{t('groups:find')}</Button>
  </Form>
)

/** The rows of one page. A later page comes in the frame that the end of this one holds open. */
export function OtherGroups({ rows, next, q, own, after }: GroupsProps) {
  if (rows.length === 0 && !after) return <Nothing q={q} own={own.length > 0} />
  const query = new URLSearchParams({ ...(q && { q }), older: next ?? '' })
  const list = (
    <>
      <Rows>{rows.map((group) => <GroupEntry key={group.id} group={group} />)}</Rows>
      <LoadMore id={`groups-${next}`} href={next && `/groups?${query}`} />
    </>
  )
  return after ? <Frame id={`groups-${after}`} target="_top">{list}</Frame> : list
}

function Nothing({ q, own }: { q: string; own: boolean }) {
  const { viewer } = useChrome()
  if (q) return <Empty art="lamp" title={t('groups:none.title')} action={<Button href="/groups">{t('groups:none.all')}</Button>}>{t('groups:none.text', { q })}</Empty>
  if (own) return <p class="text-ink-3">{t('groups:noOthers')}</p>
  return <Empty art="shelf" title={t('groups:empty.title')} action={viewer ? <Button kind="primary" href="/groups/new">{t('groups:make')}</Button> : <Button href="/sign-in?to=/groups/new">{t('groups:empty.join')}</Button>}>{t('groups:empty.text')}</Empty>
}
