import { Button } from '#ui/button.tsx'
import { Toggle } from '#ui/choice.tsx'
import { Form } from '#ui/form.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'
import { t } from '../../../texts/index.ts'
import type { Preferences } from '../shapes.ts'

interface Props {
  wished: Preferences
  saved: boolean
}

/** Which mails one wants. */
export function MailSettingsPage({ wished, saved }: Props) {
  return (
    <SettingsFrame at="notifications" title={t('notifications:mails.settings')} done={saved ? t('notifications:mails.saved') : undefined}>
      <Part id="mails" title={t('notifications:mails.title')} lead={t('notifications:mails.lead')}>
        <Form action="/settings/notifications" class="grid gap-4">
          {(['answers', 'mentions', 'threads'] as const).map((kind) => (
            <Toggle key={kind} name={kind} value="true" checked={wished[kind]} help={t(`notifications:mails.${kind}Help`)}>
              {t(`notifications:mails.${kind}`)}
            </Toggle>
          ))}
          <p class="f-help">{t('notifications:mails.always')}</p>
          <div>
            <Button type="submit" kind="primary">{t('notifications:mails.save')}</Button>
          </div>
        </Form>
      </Part>
    </SettingsFrame>
  )
}
