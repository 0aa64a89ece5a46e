import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Meta } from '#ui/meta.tsx'
import { Page } from '#ui/page.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Refusal, Refused } from '#ui/refused.tsx'
import { Time } from '#ui/time.tsx'
import { Toast } from '#ui/toast.tsx'
import { t } from '../../../texts/index.ts'
import { list } from '../../../texts/writing.ts'
import type { KeptGroup } from '../desk.ts'
import { groupPath, visibilityName } from './words.ts'

interface Props {
  rows: KeptGroup[]
  next: string | null
  saved?: boolean | undefined
  refusal?: Refusal | undefined
}

/** All groups, as the team knows them: what they are and whether somebody looks after them. Not what is written there. */
export function KeptGroupsPage({ rows, next, saved, refusal }: Props) {
  return (
    <Page title={t('groups:desk.title')} nav="admin" shape="is-wide" noindex toasts={saved && <Toast>{t('groups:said.saved')}</Toast>}>
      <PageHead title={t('groups:desk.title')} lead={t('groups:desk.lead')} actions={<Button href="/admin" icon="arrow-left" size="sm">{t('groups:desk.back')}</Button>} />
      <Refused refusal={refusal} fields={[]} />
      {rows.length === 0 ? <div class="mt-6"><Empty art="shelf" title={t('groups:empty.title')}>{t('groups:empty.text')}</Empty></div> : <ul class="mt-6 border-t border-line">{rows.map((group) => <Kept key={group.id} group={group} />)}</ul>}
      <Pager older={next && `/admin/groups?older=${next}`} />
    </Page>
  )
}

function Kept({ group }: { group: KeptGroup }) {
  const at = (what: string) => `/admin${groupPath(group, what)}`
  return (
    <li class="flex flex-wrap items-start gap-3 py-4 border-b border-line">
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-2 font-semibold">
          {group.within ? <a class="no-underline hover:underline" href={groupPath(group)}>{group.name}</a> : group.name}
          {group.orphaned && !group.archivedAt && <Badge kind="warning" icon="triangle-alert">{t('groups:desk.orphaned')}</Badge>}
          {group.archivedAt && <Badge icon="archive">{t('groups:desk.archived')}</Badge>}
        </p>
        <Meta>
          {visibilityName(group.visibility)}
          {t('groups:members', { count: group.members })}
          {group.owners.length > 0 ? t('groups:desk.owners', { names: list(group.owners.map((person) => person.name)) }) : t('groups:desk.noOwner')}
          {group.activeAt ? <Time at={group.activeAt} /> : t('groups:desk.silent')}
        </Meta>
        {group.orphaned && !group.archivedAt && (
          <Form action={at('/owner')} class="flex flex-wrap items-end gap-2 mt-2" label={t('groups:desk.appoint')}>
            <TextField id={`owner-${group.id}`} name="who" required maxlength={60} label={t('groups:desk.newOwner')} autocomplete="off" />
            <Button type="submit" size="sm">{t('groups:desk.appoint')}</Button>
          </Form>
        )}
      </div>
      {!group.within && <ActionButton action={at('/step-in')} size="sm" icon="log-in" label={t('groups:desk.stepInOne', { name: group.name })}>{t('groups:desk.stepIn')}</ActionButton>}
      <ActionButton action={at(group.archivedAt ? '/restore' : '/archive')} size="sm" kind="ghost" icon={group.archivedAt ? 'undo-2' : 'archive'} label={`${t(group.archivedAt ? 'groups:desk.restore' : 'groups:desk.archive')}: ${group.name}`}>{t(group.archivedAt ? 'groups:desk.restore' : 'groups:desk.archive')}</ActionButton>
    </li>
  )
}
