import { EmailField, PasswordField } from '#ui/account-fields.tsx'
import { Alert } from '#ui/alert.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { useChrome } from '#ui/chrome.ts'
import { Form } from '#ui/form.tsx'
import type { Person } from '#ui/person.ts'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import { SignInFrame } from './sign-in-frame.tsx'

export interface SignInProps {
  to: string
  email?: string | undefined
  tagline: string
  demo: Person[]
  refusal?: Refusal | undefined
}

export function SignInPage({ to, email, tagline, demo, refusal }: SignInProps) {
  const { viewer } = useChrome()
  const onward = to === '/' ? undefined : to
  return (
    <SignInFrame title={t('members:signIn.title')} says={tagline}>
      {viewer ? (
        <Known name={viewer.name} to={to} />
      ) : (
        onward &&
        !refusal && (
          <div class="mt-5">
            <Alert icon="pencil">{t('members:signIn.onward')}</Alert>
          </div>
        )
      )}
      <Refused refusal={refusal} fields={['email', 'password']} />
      <Demo people={demo} to={onward} />
      <PasskeyButton to={onward} />
      <Form
        action="/sign-in"
        fields={{ to: onward }}
        id="sign-in"
        class="grid grid-cols-1 gap-4"
        data-controller="submit-once"
      >
        <EmailField autocomplete="username" value={email} error={errorOf(refusal, 'email')} />
        <PasswordField
          aside={
            <a class="f-link text-sm" href="/password/forgotten">
              {t('members:signIn.forgotten')}
            </a>
          }
          error={errorOf(refusal, 'password')}
        />
        <div class="flex flex-wrap gap-2">
          <Button type="submit" id="sign-in-button">
            {t('members:signIn.go')}
          </Button>
          <Button type="submit" kind="ghost" icon="mail" formaction="/sign-in/link" formnovalidate>
            {t('members:signIn.byLink')}
          </Button>
        </div>
      </Form>
      <p class="mt-8 text-ink-2">
        {t('members:signIn.new')}{' '}
        <a class="f-link" href="/join">
          {t('members:signIn.join')}
        </a>
        . {t('members:signIn.joinNote')}
      </p>
    </SignInFrame>
  )
}

/** Signed in already: to go on, or to prove again that it is you. */
const Known = ({ name, to }: { name: string; to: string }) => (
  <div class="mt-5">
    <Alert
      kind="success"
      actions={
        <Button size="sm" href={to}>
          {t('members:signIn.goOn')}
        </Button>
      }
    >
      {t('members:signIn.known', { name })}
    </Alert>
  </div>
)

/** Drawn hidden: the controller shows it where the browser knows passkeys. */
function PasskeyButton({ to = '/' }: { to?: string | undefined }) {
  const data = {
    'data-controller': 'passkey',
    'data-passkey-options-value': '/sign-in/passkey/options',
    'data-passkey-url-value': '/sign-in/passkey',
    'data-passkey-next-value': to,
    'data-passkey-failed-value': t('members:signIn.passkeyFailed'),
  }
  return (
    <div class="mt-6" {...data}>
      <div data-passkey-target="button" hidden>
        <Button
          kind="primary"
          size="lg"
          wide
          icon="fingerprint-pattern"
          id="passkey-button"
          data-action="passkey#signIn"
        >
          {t('members:signIn.passkey')}
        </Button>
        <p class="f-err mt-2" role="alert" data-passkey-target="problem" hidden />
        <div class="flex items-center gap-3 my-6 text-xs text-ink-3">
          <span class="h-px flex-1 bg-line" />
          {t('members:signIn.orByMail')}
          <span class="h-px flex-1 bg-line" />
        </div>
      </div>
    </div>
  )
}

function Demo({ people, to }: { people: Person[]; to?: string | undefined }) {
  if (people.length === 0) return null
  return (
    <section class="f-well my-6" aria-labelledby="demo">
      <h2 class="f-h3" id="demo">
        {t('members:signIn.demo')}
      </h2>
      <ul class="grid gap-2 mt-3">
        {people.map((person) => (
          <DemoButton key={person.id} person={person} to={to} />
        ))}
      </ul>
      <p class="f-help mt-3">{t('members:signIn.demoNote')}</p>
    </section>
  )
}

function DemoButton({ person, to }: { person: Person; to?: string | undefined }) {
  return (
    <li>
      <Form action="/sign-in/demo" fields={{ handle: person.handle, to }}>
        <button type="submit" class="btn w-full !justify-start" id={`demo-${person.handle}`}>
          <Avatar person={person} size="xs" />
          <span class="text-start">{person.name}</span>
          <span class="ms-auto text-ink-2 font-normal">{t(`members:role.${person.role ?? 'member'}`)}</span>
        </button>
      </Form>
    </li>
  )
}
