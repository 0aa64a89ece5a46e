import { EmailField, NewPasswordField } from '#ui/account-fields.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { SentPage, SignInFrame } from './sign-in-frame.tsx'

interface AskProps {
  kind: 'link' | 'reset'
  to?: string | undefined
  email?: string | undefined
  refusal?: Refusal | undefined
}

const asks = {
  link: {
    action: '/sign-in/link',
    title: 'members:signLink.title',
    lead: 'members:signLink.lead',
    send: 'members:signLink.send',
    sent: 'members:signLink.sent',
  },
  reset: {
    action: '/password/forgotten',
    title: 'members:forgotten.title',
    lead: 'members:forgotten.lead',
    send: 'members:forgotten.send',
    sent: 'members:forgotten.sent',
  },
} as const

/** An address, and a mail goes there if it has an account. */
export function AskByMailPage({ kind, to, email, refusal }: AskProps) {
  const { action, title, lead, send } = asks[kind]
  return (
    <SignInFrame title={t(title)} lead={t(lead)}>
      <Refused refusal={refusal} fields={['email']} />
      <Form
        action={action}
        fields={{ to }}
        id={kind}
        class="grid grid-cols-1 gap-4 mt-6"
        data-controller="submit-once"
      >
        <EmailField autocomplete="username" value={email} error={errorOf(refusal, 'email')} />
        <div>
          <Button type="submit" kind="primary" icon="mail">
            {t(send)}
          </Button>
        </div>
      </Form>
      <p class="mt-8">
        <a class="f-link" href="/sign-in">
          {t('members:signLink.back')}
        </a>
      </p>
    </SignInFrame>
  )
}

export const AskedByMailPage = ({ kind, development }: { kind: 'link' | 'reset'; development: boolean }) => (
  <SentPage title={t('members:signLink.sentTitle')} development={development}>
    {t(asks[kind].sent)}
  </SentPage>
)

/** The link in the mail leads here; a press signs in. */
export function UseLinkPage({ token, good }: { token: string; good: boolean }) {
  if (!good) return <OldLinkPage again="/sign-in/link" />
  return (
    <SignInFrame title={t('members:signLink.useTitle')} lead={t('members:signLink.useLead')}>
      <Form action="/sign-in/link/use" fields={{ token }} id="use-link" class="mt-6">
        <Button type="submit" kind="primary" size="lg" id="use-link-button">
          {t('members:signLink.use')}
        </Button>
      </Form>
    </SignInFrame>
  )
}

export const OldLinkPage = ({ again }: { again: string }) => (
  <SignInFrame title={t('members:verify.oldTitle')} lead={t('members:link.old')}>
    <p class="mt-6">
      <Button kind="primary" href={again}>
        {t('members:signLink.again')}
      </Button>
    </p>
  </SignInFrame>
)

export function NewPasswordPage({
  token,
  good,
  refusal,
}: {
  token: string
  good: boolean
  refusal?: Refusal | undefined
}) {
  if (!good) return <OldLinkPage again="/password/forgotten" />
  return (
    <SignInFrame title={t('members:forgotten.newTitle')} lead={t('members:forgotten.newLead')}>
      <Refused refusal={refusal} fields={['password']} />
      <Form action="/password/new" fields={{ token }} id="new-password" class="grid grid-cols-1 gap-4 mt-6">
        <NewPasswordField label={t('ui:account.newPassword')} error={errorOf(refusal, 'password')} />
        <div>
          <Button type="submit" kind="primary">
            {t('members:forgotten.save')}
          </Button>
        </div>
      </Form>
    </SignInFrame>
  )
}
