import { EmailField, NameField, NewPasswordField, PasswordField } from '#ui/account-fields.tsx'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { list } from '../../../texts/writing.ts'
import { SentPage, SignInFrame } from './sign-in-frame.tsx'

export interface JoinProps {
  community: string
  tagline: string
  joining: 'open' | 'domains' | 'closed'
  domains: string[]
  /** No mail can be sent that would finish it. */
  mailless: boolean
  typed?: { name?: string | undefined; email?: string | undefined } | undefined
  refusal?: Refusal | undefined
}

export function JoinPage({ community, tagline, joining, domains, mailless, typed = {}, refusal }: JoinProps) {
  return (
    <SignInFrame
      title={t('members:join.title', { community })}
      lead={joining === 'closed' || mailless ? undefined : t('members:join.lead')}
      says={tagline}
    >
      {joining === 'domains' && (
        <p class="f-help mt-2">{t('members:join.domains', { domains: list(domains) })}</p>
      )}
      <Refused refusal={refusal} fields={['name', 'email', 'password']} />
      {joining === 'closed' || mailless ? (
        <div class="mt-5">
          <Alert>{t(mailless ? 'members:join.noMail' : 'members:join.closed')}</Alert>
        </div>
      ) : (
        <JoinForm typed={typed} refusal={refusal} />
      )}
      <p class="mt-8 text-ink-2">
        {t('members:join.known')}{' '}
        <a class="f-link" href="/sign-in">
          {t('members:join.signIn')}
        </a>
        .
      </p>
    </SignInFrame>
  )
}

function JoinForm({ typed = {}, refusal }: Pick<JoinProps, 'typed' | 'refusal'>) {
  return (
    <Form action="/join" id="join" class="grid grid-cols-1 gap-4 mt-6" data-controller="submit-once">
      <NameField value={typed.name} error={errorOf(refusal, 'name')} />
      <EmailField value={typed.email} error={errorOf(refusal, 'email')} />
      <NewPasswordField error={errorOf(refusal, 'password')} />
      <div>
        <Button type="submit" kind="primary" id="join-button">
          {t('members:join.go')}
        </Button>
      </div>
    </Form>
  )
}

export const JoinSentPage = ({ development }: { development: boolean }) => (
  <SentPage title={t('members:join.sentTitle')} note={t('members:join.sentNote')} development={development}>
    {t('members:join.sent')}
  </SentPage>
)

export interface VerifyProps {
  token: string
  name: string | null
  sameBrowser: boolean
  refusal?: Refusal | undefined
}

/** A press and not the link itself makes the member: programs that look at links in mails press nothing. */
export function VerifyPage({ token, name, sameBrowser, refusal }: VerifyProps) {
  if (name === null) return <VerifyOldPage />
  return (
    <SignInFrame title={t('members:verify.title', { name })} lead={t('members:verify.lead')}>
      <Refused refusal={refusal} fields={['password']} />
      <Form action="/verify" fields={{ token }} id="verify" class="grid grid-cols-1 gap-4 mt-6">
        {!sameBrowser && (
          <>
            <Alert>{t('members:verify.otherBrowser')}</Alert>
            <PasswordField error={errorOf(refusal, 'password')} />
          </>
        )}
        <div>
          <Button type="submit" kind="primary" size="lg" id="verify-button">
            {t('members:verify.go')}
          </Button>
        </div>
      </Form>
    </SignInFrame>
  )
}

const VerifyOldPage = () => (
  <SignInFrame title={t('members:verify.oldTitle')} lead={t('members:verify.old')}>
    <div class="flex flex-wrap gap-2 mt-6">
      <Button kind="primary" href="/sign-in">
        {t('members:signIn.go')}
      </Button>
      <Button href="/join">{t('members:join.go')}</Button>
    </div>
  </SignInFrame>
)
