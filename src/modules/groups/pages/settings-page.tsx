import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { type Refusal, Refused } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { GroupFields, groupFields, type GroupTyped } from './group-form.tsx'
import { GroupFrame, type GroupFrameProps } from './group-frame.tsx'
import { groupPath } from './words.ts'

interface Props extends Omit<GroupFrameProps, 'at' | 'children'> {
  typed: GroupTyped
  refusal?: Refusal | undefined
}

/** For owners: what the group is, and its end. */
export function GroupSettingsPage({ typed, refusal, ...frame }: Props) {
  const { group } = frame
  return (
    <GroupFrame {...frame} at="settings">
      <Refused refusal={refusal} fields={groupFields} />
      <Form action={groupPath(group, '/settings')} id="group" class="mt-6 grid grid-cols-1 gap-6" fields={{ version: group.version }} data-controller="submit-once">
        <GroupFields typed={typed} refusal={refusal} />
        <p><Button kind="primary" type="submit">{t('groups:save')}</Button></p>
      </Form>
      <section class="mt-10">
        <SectionHead>{t('groups:end.title')}</SectionHead>
        <p class="text-ink-2">{t('groups:end.archiveText')}</p>
        <p class="mt-3"><ActionButton action={groupPath(group, '/archive')} icon="archive">{t('groups:end.archive')}</ActionButton></p>
        <Form action={groupPath(group, '/merge')} class="mt-6 flex flex-wrap items-end gap-2" label={t('groups:end.merge')} data-controller="submit-once">
          <TextField class="flex-1 min-w-64" id="into" name="into" required maxlength={200} label={t('groups:end.into')} help={t('groups:end.mergeText')} />
          <Button type="submit" icon="merge">{t('groups:end.merge')}</Button>
        </Form>
      </section>
    </GroupFrame>
  )
}
