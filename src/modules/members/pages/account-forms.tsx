import { EmailField, NewPasswordField, PasswordField } from '#ui/account-fields.tsx'
import { Button } from '#ui/button.tsx'
import { Radio, Fieldset } from '#ui/choice.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'

export type AccountForm = 'address' | 'password' | 'token'

interface Props {
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

const forms = { address: AddressForm, password: PasswordForm, token: TokenForm }
const titles = {
  address: 'members:account.address',
  password: 'members:account.password',
  token: 'members:account.tokens',
} as const

/** One form by itself, with what was wrong with it. */
export function AccountFormPage({ form, ...props }: Props & { form: AccountForm }) {
  const TheForm = forms[form]
  return (
    <SettingsFrame at="account" title={t('members:settings.title')}>
      <Refused refusal={props.refusal} fields={['email', 'password', 'current', 'name', 'scope']} />
      <Part id={form} title={t(titles[form])}>
        <TheForm {...props} />
      </Part>
      <p class="mt-6">
        <a class="f-link" href="/settings/account">
          {t('members:account.back')}
        </a>
      </p>
    </SettingsFrame>
  )
}

export function AddressForm({ typed = {}, refusal }: Props) {
  return (
    <Form action="/settings/address" id="address-form" class="grid grid-cols-1 gap-4">
      <EmailField id="new-email" label={t('members:account.newAddress')} value={typed.email} error={errorOf(refusal, 'email')} />
      <PasswordAgain id="address-password" error={errorOf(refusal, 'password')} />
      <div>
        <Button type="submit">{t('members:account.changeAddress')}</Button>
      </div>
    </Form>
  )
}

/** Nothing about an account changes on the word of whoever finds the browser open. */
export const PasswordAgain = ({
  id,
  name = 'password',
  error,
}: {
  id: string
  name?: string | undefined
  error?: string | undefined
}) => (
  <PasswordField id={id} name={name} label={t('members:account.passwordNow')} error={error} />
)

export function PasswordForm({ refusal }: Props) {
  return (
    <Form action="/settings/password" id="password-form" class="grid grid-cols-1 gap-4">
      <PasswordAgain id="current" name="current" error={errorOf(refusal, 'current')} />
      <NewPasswordField label={t('ui:account.newPassword')} error={errorOf(refusal, 'password')} />
      <div>
        <Button type="submit">{t('members:account.changePassword')}</Button>
      </div>
    </Form>
  )
}

/** Answered with the key itself, once; a page that Turbo would refuse to show, so it stays out. */
export function TokenForm({ typed = {}, refusal }: Props) {
  return (
    <Form action="/settings/tokens" id="token-form" class="grid grid-cols-1 gap-4" data-turbo="false">
      <TextField
        id="token-name"
        name="name"
        required
        maxlength={60}
        label={t('members:account.tokenName')}
        help={t('members:account.tokenNameHelp')}
        value={typed.name}
        error={errorOf(refusal, 'name')}
      />
      <Fieldset legend={t('members:account.tokenScope')}>
        <div class="grid gap-1 mt-1">
          <Radio name="scope" value="read" checked={typed.scope !== 'write'}>
            {t('members:account.tokenRead')}
          </Radio>
          <Radio name="scope" value="write" checked={typed.scope === 'write'}>
            {t('members:account.tokenWrite')}
          </Radio>
        </div>
      </Fieldset>
      <div>
        <Button type="submit" icon="key-round" id="token-button">
          {t('members:account.tokenMake')}
        </Button>
      </div>
    </Form>
  )
}
