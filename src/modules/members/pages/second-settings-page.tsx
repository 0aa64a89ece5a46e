import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { t } from '../../../texts/index.ts'
import type { Waiting } from '../second-factor.ts'
import { PasswordAgain } from './account-forms.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'

interface Props {
  on: boolean
  waiting: Waiting | null
  refusal?: Refusal | undefined
}

export function SecondSettingsPage({ on, waiting, refusal }: Props) {
  return (
    <SettingsFrame at="account" title={t('members:account.second')}>
      <Refused refusal={refusal} fields={['password', 'code']} />
      {on ? (
        <On refusal={refusal} />
      ) : waiting ? (
        <Prove waiting={waiting} refusal={refusal} />
      ) : (
        <Start refusal={refusal} />
      )}
      <p class="mt-8">
        <a class="f-link" href="/settings/account">
          {t('members:account.back')}
        </a>
      </p>
    </SettingsFrame>
  )
}

const Start = ({ refusal }: Pick<Props, 'refusal'>) => (
  <Part id="start" title={t('members:secondSettings.start')} lead={t('members:secondSettings.startLead')}>
    <Form action="/settings/second" id="second-start" class="grid grid-cols-1 gap-4">
      <PasswordAgain id="password" error={errorOf(refusal, 'password')} />
      <div>
        <Button type="submit" kind="primary" id="second-start-button">
          {t('members:secondSettings.go')}
        </Button>
      </div>
    </Form>
  </Part>
)

function Prove({ waiting, refusal }: { waiting: Waiting; refusal?: Refusal | undefined }) {
  return (
    <>
      <Part id="app" title={t('members:secondSettings.app')} lead={t('members:secondSettings.appLead')}>
        <div
          class="bg-white p-4 rounded-xl w-fit border border-line [&_svg]:size-44"
          role="img"
          aria-label={t('members:secondSettings.picture')}
          dangerouslySetInnerHTML={{ __html: waiting.picture }}
        />
        <p class="mt-3">
          {t('members:secondSettings.key')}
          <br />
          <code class="break-all" id="second-key">
            {waiting.key}
          </code>
        </p>
      </Part>
      <Part id="codes" title={t('members:secondSettings.codes')} lead={t('members:secondSettings.codesLead')}>
        <Codes codes={waiting.codes} />
      </Part>
      <Part id="proof" title={t('members:secondSettings.proof')}>
        <Form action="/settings/second/proof" id="second-proof" class="grid grid-cols-1 gap-4">
          <TextField
            id="code"
            name="code"
            required
            autocomplete="one-time-code"
            inputmode="numeric"
            label={t('members:secondSettings.code')}
            error={errorOf(refusal, 'code')}
          />
          <div>
            <Button type="submit" kind="primary" id="second-proof-button">
              {t('members:secondSettings.turnOn')}
            </Button>
          </div>
        </Form>
      </Part>
    </>
  )
}

const Codes = ({ codes }: { codes: string[] }) => (
  <ul class="grid grid-cols-2 gap-2 max-w-80 font-mono text-sm" id="backup-codes">
    {codes.map((code) => (
      <li key={code}>{code}</li>
    ))}
  </ul>
)

function On({ refusal }: Pick<Props, 'refusal'>) {
  return (
    <>
      <Alert kind="success">{t('members:secondSettings.on')}</Alert>
      <Part
        id="new-codes"
        title={t('members:secondSettings.newCodes')}
        lead={t('members:secondSettings.newCodesLead')}
      >
        <Form
          action="/settings/second/codes"
          id="second-codes"
          class="grid grid-cols-1 gap-4"
          data-turbo="false"
        >
          <PasswordAgain id="codes-password" error={errorOf(refusal, 'password')} />
          <div>
            <Button type="submit" id="second-codes-button">
              {t('members:secondSettings.newCodesGo')}
            </Button>
          </div>
        </Form>
      </Part>
      <Part id="off" title={t('members:secondSettings.off')} lead={t('members:secondSettings.offLead')}>
        <Form action="/settings/second/removal" id="second-off" class="grid grid-cols-1 gap-4">
          <PasswordAgain id="off-password" />
          <div>
            <Button type="submit" kind="error" id="second-off-button">
              {t('members:secondSettings.offGo')}
            </Button>
          </div>
        </Form>
      </Part>
    </>
  )
}

/** The answer to asking for new codes: shown once, and nowhere kept readable. */
export const CodesPage = ({ codes }: { codes: string[] }) => (
  <SettingsFrame at="account" title={t('members:secondSettings.codes')}>
    <p class="mb-4">{t('members:secondSettings.codesLead')}</p>
    <Codes codes={codes} />
    <p class="mt-6">
      <Button kind="primary" href="/settings/second">
        {t('members:secondSettings.kept')}
      </Button>
    </p>
  </SettingsFrame>
)
