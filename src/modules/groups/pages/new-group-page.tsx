import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { type Refusal, Refused } from '#ui/refused.tsx'
import { Rows } from '#ui/row.tsx'
import { Frame } from '#ui/turbo.tsx'
import { t } from '../../../texts/index.ts'
import type { GroupRow } from '../queries.ts'
import { GroupFields, groupFields, type GroupTyped } from './group-form.tsx'
import { GroupEntry } from './group-rows.tsx'

interface Props {
  typed: GroupTyped
  similar: GroupRow[]
  /** Similar groups were shown: what is left is to make it */
  looked: boolean
  refusal?: Refusal | undefined
}

/** Making a group: first those that there are already, then the new one. Without scripts the look is a step of its own. */
export function NewGroupPage({ typed, similar, looked, refusal }: Props) {
  const isSure = looked && similar.length > 0
  return (
    <Page title={t('groups:new.title')} nav="groups" shape="is-one" noindex>
      <PageHead title={t('groups:new.title')} lead={t('groups:new.lead')} />
      <Refused refusal={refusal} fields={groupFields} />
      <Form action="/groups" once id="group" class="mt-7 grid grid-cols-1 gap-6" fields={{ sure: isSure || undefined }} data-controller="submit-once live-similar" data-live-similar-url-value="/groups/similar">
        {isSure && <Similar groups={similar} />}
        <div class="grid gap-6" data-action="input->live-similar#look">
          <GroupFields typed={typed} refusal={refusal} />
        </div>
        {!isSure && <SimilarFrame groups={similar} />}
        <p class="flex flex-wrap gap-2">
          <Button kind="primary" type="submit">{t(isSure ? 'groups:new.allTheSame' : 'groups:new.make')}</Button>
          <Button kind="ghost" href="/groups">{t('groups:new.cancel')}</Button>
        </p>
      </Form>
    </Page>
  )
}

/** Filled while one types. */
export const SimilarFrame = ({ groups }: { groups: GroupRow[] }) => (
  <Frame id="similar-groups" target="_top" class="empty:hidden">
    {groups.length > 0 && <><input type="hidden" name="sure" value="true" /><Similar groups={groups} /></>}
  </Frame>
)

const Similar = ({ groups }: { groups: GroupRow[] }) => (
  <section class="f-well" aria-labelledby="similar-title" role="status">
    <h2 id="similar-title" class="font-semibold">{t('groups:new.similar', { count: groups.length })}</h2>
    <p class="text-ink-2 text-sm">{t('groups:new.similarText')}</p>
    <Rows>{groups.map((group) => <GroupEntry key={group.id} group={group} />)}</Rows>
  </section>
)
