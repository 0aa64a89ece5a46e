import { Avatar, PersonName } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import type { Blocked } from '../blocks.ts'
import { PeopleField } from './circle-parts.tsx'

interface Props {
  blocked: Blocked[]
  done?: boolean | undefined
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

/** Whom the viewer wants no messages from. */
export const BlockedPage = ({ blocked, done, typed = {}, refusal }: Props) => (
  <SettingsFrame at="blocked" title={t('notifications:mails.settings')} done={done ? t('messages:blocked.done') : undefined}>
    <Part id="blocked" title={t('messages:blocked.title')} lead={t('messages:blocked.lead')}>
      {blocked.length === 0 ? <p class="text-ink-2">{t('messages:blocked.empty')}</p> : (
        <ul class="f-rows">
          {blocked.map(({ person, at }) => (
            <li key={person.id} class="flex flex-wrap items-center gap-3 py-3 border-b border-line">
              <Avatar person={person} size="sm" />
              <div class="min-w-0 flex-1"><PersonName person={person} /> <span class="text-sm text-ink-3">{t('messages:blocked.since')} <Time at={at} look="date" /></span></div>
              <ActionButton action={`/members/${person.handle}/block`} method="delete" size="sm" label={t('messages:blocked.one', { name: person.name })}>{t('messages:blocked.unblock')}</ActionButton>
            </li>
          ))}
        </ul>
      )}
      <Refused refusal={refusal} fields={['to']} />
      <Form action="/settings/blocked" class="mt-6 grid gap-3 max-w-md" data-controller="submit-once">
        <PeopleField id="to" label={t('messages:blocked.who')} help={t('messages:blocked.whoHelp')} value={typed.to} error={errorOf(refusal, 'to')} />
        <div><Button type="submit" icon="ban">{t('messages:blocked.go')}</Button></div>
      </Form>
    </Part>
  </SettingsFrame>
)
