import { ChoiceCard, Fieldset } from '#ui/choice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import { errorOf, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import type { Joining, Mentioning, Visibility } from '../shapes.ts'
import { visibilityIcon, visibilityName } from './words.ts'

export interface GroupTyped {
  name: string
  description: string
  visibility: Visibility
  joining: Joining
  mentioning: Mentioning
  rules: string
}

const mentionings = ['members', 'keepers', 'everyone', 'nobody'] as const

export const groupFields = ['name', 'description', 'visibility', 'joining', 'mentioning', 'rules']

/** What a group is: the same fields when it is made and when it is changed. */
export function GroupFields({ typed, refusal }: { typed: GroupTyped; refusal?: Refusal | undefined }) {
  return (
    <>
      <TextField id="name" name="name" required maxlength={60} autocomplete="off" label={t('groups:form.name')} help={t('groups:form.nameHelp')} value={typed.name} error={errorOf(refusal, 'name')} />
      <TextField id="description" name="description" rows={3} maxlength={500} label={t('groups:form.description')} help={t('groups:form.descriptionHelp')} value={typed.description} error={errorOf(refusal, 'description')} />
      <Fieldset id="visibility" legend={t('groups:form.visibility')} error={errorOf(refusal, 'visibility')}>
        <div class="grid gap-2 mt-2">
          {(['public', 'listed', 'hidden'] as const).map((each) => (
            <ChoiceCard key={each} name="visibility" value={each} checked={typed.visibility === each}>
              <b class="font-semibold inline-flex items-center gap-1.5"><Icon name={visibilityIcon[each]} />{visibilityName(each)}</b>
              <span class="f-help block">{t(`groups:visibility.${each}.means`)}</span>
            </ChoiceCard>
          ))}
        </div>
      </Fieldset>
      <Fieldset id="joining" legend={t('groups:form.joining')} help={t('groups:form.joiningHelp')} error={errorOf(refusal, 'joining')}>
        <div class="grid gap-2 mt-2">
          {(['open', 'request', 'invite'] as const).map((each) => (
            <ChoiceCard key={each} name="joining" value={each} checked={typed.joining === each}>
              {t(`groups:joining.${each}`)}
            </ChoiceCard>
          ))}
        </div>
      </Fieldset>
      <SelectField id="mentioning" name="mentioning" label={t('groups:mentioning.label')} help={t('groups:mentioning.help')} value={typed.mentioning} error={errorOf(refusal, 'mentioning')}
        options={mentionings.map((each) => ({ value: each, label: t(`groups:mentioning.${each}`) }))} />
      <TextField id="rules" name="rules" rows={5} optional maxlength={5000} label={t('groups:form.rules')} help={t('groups:form.rulesHelp')} value={typed.rules} error={errorOf(refusal, 'rules')} />
    </>
  )
}
