import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { Refused, type Refusal } from '#ui/refused.tsx'
import { hasText, t, tAny } from '../../../texts/index.ts'
import type { ApiToken } from '../api-tokens.ts'
import type { OpenSession } from '../own-account.ts'
import type { Passkey } from '../passkeys.ts'
import { AddressForm, PasswordForm } from './account-forms.tsx'
import { Passkeys, Sessions, Tokens } from './account-lists.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'

export interface AccountProps {
  email: string
  second: boolean
  sessions: (OpenSession & { program?: string | undefined; system?: string | undefined })[]
  /** Signed in a short while ago: a new passkey may be added */
  isFresh: boolean
  passkeys: Passkey[]
  tokens: ApiToken[]
  saved?: string | undefined
}

export function AccountPage({ email, second, sessions, isFresh, passkeys, tokens, saved }: AccountProps) {
  const done =
    saved &&
    (hasText(`members:account.saved.${saved}`)
      ? tAny(`members:account.saved.${saved}`)
      : t('members:settings.saved'))
  return (
    <SettingsFrame at="account" title={t('members:settings.title')} done={done}>
      <Part
        id="address"
        title={t('members:account.address')}
        lead={t('members:account.addressIs', { email })}
      >
        <AddressForm />
      </Part>
      <Part id="password" title={t('members:account.password')} lead={t('members:account.passwordLead')}>
        <PasswordForm />
      </Part>
      <Part
        id="second"
        title={t('members:account.second')}
        lead={t(second ? 'members:account.secondOn' : 'members:account.secondLead')}
      >
        <Button href="/settings/second" icon={second ? 'shield-check' : 'shield'} id="second-link">
          {t(second ? 'members:account.secondSee' : 'members:account.secondStart')}
        </Button>
      </Part>
      <Passkeys passkeys={passkeys} isFresh={isFresh} />
      <Sessions sessions={sessions} />
      <Tokens tokens={tokens} />
    </SettingsFrame>
  )
}

/** The key, once. */
export const NewTokenPage = ({ token }: { token: string }) => (
  <SettingsFrame at="account" title={t('members:account.tokenNew')}>
    <Alert kind="success">{t('members:account.tokenOnce')}</Alert>
    <div class="mt-5">
      <TextField id="token" name="token" readonly label={t('members:account.token')} value={token} />
    </div>
    <p class="mt-4 text-ink-2">{t('members:account.tokenUse')}</p>
    <pre class="f-plain mt-2" tabindex={0}>{`Authorization: Bearer ${token}`}</pre>
    <p class="mt-6">
      <Button kind="primary" href="/settings/account#tokens">
        {t('members:account.tokenKept')}
      </Button>
    </p>
  </SettingsFrame>
)

/** The link in the mail to the new address leads here. */
export function NewAddressPage({
  token,
  email,
  refusal,
}: {
  token: string
  email: string | null
  refusal?: Refusal | undefined
}) {
  return (
    <SettingsFrame at="account" title={t('members:account.address')}>
      <Refused refusal={refusal} fields={[]} />
      {email === null ? (
        <Alert kind="warning">{t('members:link.old')}</Alert>
      ) : (
        <Form action="/settings/account/address" fields={{ token }}>
          <p class="mb-4">
            <Icon name="mail" /> {t('members:account.addressUse', { email })}
          </p>
          <Button type="submit" kind="primary" id="use-address">
            {t('members:account.addressUseButton')}
          </Button>
        </Form>
      )}
    </SettingsFrame>
  )
}
