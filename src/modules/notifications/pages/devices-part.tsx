import type { ComponentChildren } from 'preact'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ActionButton } from '#ui/form.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { Part } from '#ui/settings-frame.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import type { DeviceShown } from '../devices.ts'

export const devicesPath = '/settings/notifications/devices'

export interface DevicesProps {
  devices: readonly DeviceShown[]
  /** The public key of this installation. */
  pushKey: string
}

/** This device and the others. Nothing is asked of the browser before somebody presses the button. */
export function DevicesPart({ devices, pushKey }: DevicesProps) {
  const here = devices.find(({ current }) => current)
  return (
    <Part id="devices" title={t('notifications:devices.title')} lead={t('notifications:devices.lead')}>
      <div
        class="grid gap-4"
        data-controller="push-device"
        data-push-device-key-value={pushKey}
        data-push-device-url-value={devicesPath}
        data-push-device-known-value={Boolean(here)}
      >
        <noscript>
          <p class="f-help">{t('notifications:devices.noScript')}</p>
        </noscript>
        <State name="off" icon="bell-off" says={t('notifications:devices.off')} help={t('notifications:devices.offHelp')}>
          <Button kind="primary" icon="bell-ring" data-action="push-device#turnOn">
            {t('notifications:devices.turnOn')}
          </Button>
        </State>
        <State name="on" icon="bell-ring" says={t('notifications:devices.on')}>
          {here && <OwnButtons id={here.id} />}
        </State>
        <State name="denied" icon="ban" says={t('notifications:devices.denied')} help={t('notifications:devices.deniedHelp')} />
        <State name="unsupported" icon="info" says={t('notifications:devices.unsupported')} help={t('notifications:devices.unsupportedHelp')} />
        <p class="f-err" role="alert" data-push-device-target="problem" hidden>
          {t('notifications:devices.failed')}
        </p>
        <List devices={devices} />
      </div>
    </Part>
  )
}

function State({ name, icon, says, help, children }: { name: string; icon: IconName; says: string; help?: string; children?: ComponentChildren }) {
  return (
    <div class="f-card p-4 grid gap-3" data-push-device-target="state" data-state={name} hidden>
      <p class="flex gap-2 items-center font-semibold">
        <Icon name={icon} /> {says}
      </p>
      {help && <p class="f-help">{help}</p>}
      {children && <div class="flex flex-wrap gap-2">{children}</div>}
    </div>
  )
}

const OwnButtons = ({ id }: { id: number }) => (
  <>
    <ActionButton action={`${devicesPath}/${id}/test`} icon="bell">
      {t('notifications:devices.try')}
    </ActionButton>
    <span data-action="submit->push-device#turnOff">
      <ActionButton action={`${devicesPath}/${id}`} method="delete" kind="ghost">
        {t('notifications:devices.turnOff')}
      </ActionButton>
    </span>
  </>
)

function List({ devices }: { devices: readonly DeviceShown[] }) {
  if (devices.length === 0) return <p class="text-ink-2 text-sm">{t('notifications:devices.none')}</p>
  return (
    <ul class="divide-y divide-line border-y border-line" aria-label={t('notifications:devices.list')}>
      {devices.map((device) => (
        <li key={device.id} class="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
          <div class="min-w-0 grow">
            <p class="font-semibold">
              {nameOf(device)}{' '}
              {device.current && (
                <Badge kind="success" icon="check">
                  {t('notifications:devices.this')}
                </Badge>
              )}
            </p>
            <p class="f-meta">
              <span>
                {t('notifications:devices.since')} <Time at={device.createdAt} />
              </span>
              {device.lastOkAt && (
                <span>
                  {t('notifications:devices.reached')} <Time at={device.lastOkAt} />
                </span>
              )}
            </p>
          </div>
          {!device.current && (
            <ActionButton action={`${devicesPath}/${device.id}`} method="delete" kind="ghost" size="sm">
              {t('notifications:devices.turnOff')}
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  )
}

function nameOf({ program, system }: DeviceShown): string {
  if (program && system) return t('notifications:devices.browserOn', { program, system })
  return program ?? system ?? t('notifications:devices.unknown')
}
