import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceChip, Chips } from '#ui/chip.tsx'
import { useChrome } from '#ui/chrome.ts'
import { SelectField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { Row, Rows } from '#ui/row.tsx'
import { Part, SettingsFrame } from '#ui/settings-frame.tsx'
import { type Key, t } from '../../../texts/index.ts'
import type { Preferences } from '../shapes.ts'
import type { PlaceMailChoice } from '../unsubscribe.ts'
import { DevicesPart, type DevicesProps } from './devices-part.tsx'
import { pushKinds } from './push-kinds.ts'

interface Props {
  wished: Preferences
  /** Mails to the own address came back. */
  stopped: { address: string; error: string } | null
  /** Groups that have a weekly mail of their own for them; none on the page of a form that was refused. */
  places?: readonly PlaceMailChoice[] | undefined
  /** None on the page of a form that was refused. */
  devices?: DevicesProps['devices'] | undefined
  pushKey?: string | undefined
  /** What was just done with a device. */
  device?: 'added' | 'removed' | 'tried' | 'tryFailed' | 'tryGone' | undefined
  saved?: boolean
  typed?: Record<string, string> | undefined
  refusal?: Refusal | undefined
}

/** Which mails one wants, and when; and which devices are told at once. */
export function MailSettingsPage({ wished, stopped, places, devices, pushKey, device, saved, typed, refusal }: Props) {
  const done = device ? t(`notifications:devices.${device}`) : saved ? t('notifications:mails.saved') : undefined
  return (
    <SettingsFrame at="notifications" title={t('notifications:mails.settings')} done={done}>
      <Refused refusal={refusal} fields={['timeZone']} />
      {stopped && (
        <Alert kind="warning" class="mt-6" actions={<ActionButton action="/settings/notifications/address" size="sm">{t('notifications:mails.start')}</ActionButton>}>
          <b>{t('notifications:mails.stopped', { address: stopped.address })}</b> {t('notifications:mails.stoppedLead', { error: stopped.error })}
        </Alert>
      )}
      <Form action="/settings/notifications" class="grid gap-8">
        <Part id="mails" title={t('notifications:mails.title')} lead={t('notifications:mails.lead')}>
          <div class="grid gap-6">
            {(['answers', 'mentions', 'threads'] as const).map((kind) => (
              <Choice key={kind} name={kind} of={['once', 'summary', 'never']} value={typed?.[kind] ?? wished[kind]} />
            ))}
            <Choice name="messages" of={['once', 'never']} value={typed?.messages ?? wished.messages} />
            <p class="f-help">{t('notifications:mails.always')}</p>
          </div>
        </Part>
        <Part id="summary" title={t('notifications:mails.summaryTitle')} lead={t('notifications:mails.summaryLead')}>
          <Choice name="summary" of={['daily', 'weekly', 'never']} value={typed?.summary ?? wished.summary} />
        </Part>
        <Part id="push" title={t('notifications:devices.kindsTitle')} lead={t('notifications:devices.kindsLead')}>
          <Pushed wished={wished.push} />
        </Part>
        <Part id="quiet" title={t('notifications:mails.quietTitle')} lead={t('notifications:mails.quietLead')}>
          <Quiet wished={wished} typed={typed} refusal={refusal} />
        </Part>
        <div>
          <Button type="submit" kind="primary">{t('notifications:mails.save')}</Button>
        </div>
      </Form>
      {places && places.length > 0 && <PlaceMails places={places} />}
      {devices && pushKey && <DevicesPart devices={devices} pushKey={pushKey} />}
    </SettingsFrame>
  )
}

const PlaceMails = ({ places }: { places: readonly PlaceMailChoice[] }) => (
  <Part id="groups" title={t('notifications:mails.groupsTitle')} lead={t('notifications:mails.groupsLead')}>
    <Rows>
      {places.map((place) => <Row key={place.path} plain icon="users" href={place.path} title={place.name} heading="h3" action={<PlaceMail {...place} />} />)}
    </Rows>
  </Part>
)

function PlaceMail({ name, action, wanted }: PlaceMailChoice) {
  const words = t(wanted ? 'groups:weekly.stop' : 'groups:weekly.take')
  return <ActionButton action={action} method={wanted ? 'delete' : 'put'} fields={{ from: 'settings' }} size="sm" icon={wanted ? 'bell-off' : 'mail'} label={`${words}: ${name}`}>{words}</ActionButton>
}

function Choice({ name, of, value }: { name: 'answers' | 'mentions' | 'threads' | 'messages' | 'summary'; of: readonly string[]; value: string }) {
  return (
    <fieldset class="f-fieldset" aria-describedby={name === 'summary' ? undefined : `${name}-help`}>
      <legend class={name === 'summary' ? 'sr-only' : 'f-flabel'}>{t(`notifications:mails.${name}`)}</legend>
      {name !== 'summary' && <p class="f-help" id={`${name}-help`}>{t(`notifications:mails.${name}Help`)}</p>}
      <Chips class="mt-2">
        {of.map((each) => (
          <ChoiceChip key={each} type="radio" name={name} value={each} checked={each === value}>
            {t(`notifications:mails.when.${each}` as Key)}
          </ChoiceChip>
        ))}
      </Chips>
    </fieldset>
  )
}

// Boxes that are not ticked are not sent: the hidden field tells none from not asked.
const Pushed = ({ wished }: { wished: Preferences['push'] }) => (
  <fieldset class="f-fieldset">
    <legend class="sr-only">{t('notifications:devices.kindsTitle')}</legend>
    <input type="hidden" name="pushShown" value="1" />
    <Chips>
      {pushKinds.map((kind) => (
        <ChoiceChip key={kind} type="checkbox" name="push" value={kind} checked={wished.includes(kind)}>
          {t(`notifications:devices.kinds.${kind}`)}
        </ChoiceChip>
      ))}
    </Chips>
  </fieldset>
)

const hours = [...Array(24).keys()].map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))

function Quiet({ wished: { quiet, timeZone }, typed, refusal }: Omit<Props, 'saved' | 'stopped'>) {
  const { timeZone: usual = 'UTC' } = useChrome()
  const none = { value: '', label: t('notifications:mails.quietNone') }
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <SelectField id="quietFrom" name="quietFrom" label={t('notifications:mails.quietFrom')} options={[none, ...hours]} value={typed?.quietFrom ?? String(quiet?.from ?? '')} />
      <SelectField id="quietUntil" name="quietUntil" label={t('notifications:mails.quietUntil')} options={[none, ...hours]} value={typed?.quietUntil ?? String(quiet?.until ?? '')} />
      <SelectField
        id="timeZone"
        name="timeZone"
        class="sm:col-span-2"
        label={t('notifications:mails.timeZone')}
        help={t('notifications:mails.timeZoneHelp')}
        error={errorOf(refusal, 'timeZone')}
        options={[{ value: '', label: t('notifications:mails.timeZoneUsual', { zone: usual.replaceAll('_', ' ') }) }, ...zones]}
        value={typed?.timeZone ?? timeZone ?? ''}
      />
    </div>
  )
}
