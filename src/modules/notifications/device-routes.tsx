/** The addresses of devices that are told at once. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { ById } from '#platform/input.ts'
import { addDevice, removeDevice, tryDevice } from './devices.ts'
import { devicesPath } from './pages/devices-part.tsx'
import { rules } from './permissions.ts'

const Endpoint = z.string().max(1_000)
const NewDevice = z.object({
  endpoint: Endpoint,
  // A point of 65 bytes and a secret of 16, as browsers write them.
  p256dh: z.string().regex(/^[\w-]{86,88}=*$/),
  auth: z.string().regex(/^[\w-]{21,24}=*$/),
  instead: Endpoint.optional(),
})

const back = '/settings/notifications'

export function deviceRoutes(open: Doors) {
  open.post(devicesPath, {
    may: rules.addDevice,
    body: NewDevice,
    act: (ctx, { body, headers }) => addDevice(ctx, body, headers),
    raw: (device) => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(device) }),
  })
  open.delete(`${devicesPath}/:id`, { may: rules.addDevice, params: ById, act: (ctx, { params }) => removeDevice(ctx, params.id), next: () => `${back}?device=removed#devices` })
  open.post(`${devicesPath}/:id/test`, {
    may: rules.addDevice,
    params: ById,
    act: (ctx, { params }) => tryDevice(ctx, params.id),
    next: (is) => `${back}?device=${is === 'sent' ? 'tried' : is === 'gone' ? 'tryGone' : 'tryFailed'}#devices`,
  })
}
