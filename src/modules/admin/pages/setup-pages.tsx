import { EmailField, NameField, NewPasswordField } from '#ui/account-fields.tsx'
import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceCard, Fieldset } from '#ui/choice.tsx'
import { Empty } from '#ui/empty.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Page } from '#ui/page.tsx'
import { t } from '../../../texts/index.ts'
import { list } from '../../../texts/writing.ts'
import { errorOf } from '#ui/refused.tsx'
import { SetupFrame, StepButtons, type StepProps } from './setup-frame.tsx'

export const purposes = ['support', 'engagement', 'innovation', 'loyalty', 'acquisition'] as const

export function PurposePage({ chosen, ...step }: StepProps & { chosen: string }) {
  return (
    <SetupFrame {...step} fields={['purpose']}>
      <Form action="/setup/purpose" id="purpose" class="grid grid-cols-1 gap-6">
        <Fieldset
          id="purpose-set"
          legend={t('admin:purpose.legend')}
          error={errorOf(step.refusal, 'purpose')}
        >
          <div class="grid gap-2.5 mt-2">
            {purposes.map((purpose) => (
              <PurposeCard key={purpose} purpose={purpose} checked={purpose === chosen} />
            ))}
          </div>
        </Fieldset>
        <StepButtons step="purpose" />
      </Form>
    </SetupFrame>
  )
}

const PurposeCard = ({ purpose, checked }: { purpose: (typeof purposes)[number]; checked: boolean }) => (
  <ChoiceCard name="purpose" value={purpose} checked={checked}>
    <b class="font-semibold">{t(`admin:purpose.${purpose}.name`)}</b>
    <br />
    <span class="text-sm text-ink-2">{t(`admin:purpose.${purpose}.says`)}</span>
  </ChoiceCard>
)

const ways = ['open', 'domains', 'closed'] as const

export function JoiningPage({ joining, domains, mailless, ...step }: StepProps & { joining: string; domains: string; mailless: boolean }) {
  return (
    <SetupFrame {...step} fields={['joining', 'domains']}>
      {mailless && (
        <Alert kind="warning" icon="info" class="mb-6">
          {t('admin:advice.mail')}
        </Alert>
      )}
      <Form action="/setup/joining" id="joining" class="grid grid-cols-1 gap-6">
        <JoiningFields joining={joining} domains={domains} refusal={step.refusal} />
        <StepButtons step="joining" />
      </Form>
    </SetupFrame>
  )
}

export function JoiningFields({
  joining,
  domains,
  refusal,
}: { joining: string; domains: string } & Pick<StepProps, 'refusal'>) {
  return (
    <>
      <Fieldset id="joining-set" legend={t('admin:joining.legend')} error={errorOf(refusal, 'joining')}>
        <div class="grid gap-2.5 mt-2">
          {ways.map((way) => (
            <ChoiceCard key={way} name="joining" value={way} checked={way === joining}>
              <b class="font-semibold">{t(`admin:joining.${way}.name`)}</b>
              <br />
              <span class="text-sm text-ink-2">{t(`admin:joining.${way}.says`)}</span>
            </ChoiceCard>
          ))}
        </div>
      </Fieldset>
      <TextField
        id="domains"
        name="domains"
        label={t('admin:joining.domainList')}
        help={t('admin:joining.domainHelp')}
        value={domains}
        error={errorOf(refusal, 'domains')}
      />
    </>
  )
}

export function AdministratorPage({
  known,
  typed = {},
  ...step
}: StepProps & { known: string | null; typed?: { name?: string; email?: string } | undefined }) {
  return (
    <SetupFrame {...step} fields={['name', 'email', 'password']}>
      {known !== null ? (
        <div class="grid gap-6">
          <Alert kind="success">{t('admin:administrator.is', { name: known })}</Alert>
          <div class="flex gap-2 border-t border-line pt-6">
            <Button kind="primary" href="/setup/spaces" after="arrow-right">
              {t('admin:setup.next', { step: t('admin:spaces.step') })}
            </Button>
          </div>
        </div>
      ) : (
        <Form
          action="/setup/administrator"
          id="administrator"
          class="grid grid-cols-1 gap-6"
          data-controller="submit-once"
        >
          <NameField value={typed.name} error={errorOf(step.refusal, 'name')} />
          <EmailField value={typed.email} error={errorOf(step.refusal, 'email')} />
          <NewPasswordField error={errorOf(step.refusal, 'password')} />
          <StepButtons step="administrator" />
        </Form>
      )}
    </SetupFrame>
  )
}

export function SpacesPage({
  existing,
  typed,
  ...step
}: StepProps & { existing: string[]; typed: string[] }) {
  return (
    <SetupFrame {...step} fields={['space']}>
      {existing.length > 0 && (
        <p class="mb-6">{t('admin:spaces.existing', { names: list(existing) })}</p>
      )}
      <Form action="/setup/spaces" id="spaces" class="grid grid-cols-1 gap-6">
        <Fieldset
          id="space"
          legend={t('admin:spaces.legend')}
          help={t('admin:spaces.help')}
          error={errorOf(step.refusal, 'space')}
        >
          <div class="grid gap-2 mt-2">
            {typed.map((name, index) => (
              <input
                key={index}
                class="input"
                name="space"
                id={`space-${index + 1}`}
                maxlength={60}
                value={name}
                aria-label={t('admin:spaces.one', { number: index + 1 })}
              />
            ))}
          </div>
        </Fieldset>
        <StepButtons step="spaces" />
      </Form>
    </SetupFrame>
  )
}

const starts = ['empty', 'sample', 'import'] as const

export function StartPage({ ready, ...step }: StepProps & { ready: boolean }) {
  return (
    <SetupFrame {...step} fields={['way']}>
      {!ready && (
        <Alert
          kind="warning"
          class="mb-6"
          actions={<Button href="/setup/administrator">{t('admin:administrator.step')}</Button>}
        >
          {t('admin:start.noAdministrator')}
        </Alert>
      )}
      <Form action="/setup/start" id="start" class="grid grid-cols-1 gap-6" data-controller="submit-once">
        <Fieldset id="way" legend={t('admin:start.legend')} error={errorOf(step.refusal, 'way')}>
          <div class="grid gap-2.5 mt-2">
            {starts.map((way) => (
              <ChoiceCard key={way} name="way" value={way} checked={way === 'empty'}>
                <b class="font-semibold">{t(`admin:start.${way}.name`)}</b>
                <br />
                <span class="text-sm text-ink-2">{t(`admin:start.${way}.says`)}</span>
              </ChoiceCard>
            ))}
          </div>
        </Fieldset>
        <StepButtons step="start" />
      </Form>
    </SetupFrame>
  )
}

/** Without the token: what to do to get in. */
export const LockedPage = () => (
  <Page bare noindex title={t('admin:setup.lockedTitle')}>
    <div class="max-w-[40rem] mx-auto px-4 pt-16">
      <Empty heading="h1" art="door" title={t('admin:setup.lockedTitle')}>
        {t('admin:setup.locked')}
      </Empty>
    </div>
  </Page>
)
