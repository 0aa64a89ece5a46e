/** The places of the sample community. */
import type { SpaceRecord } from '../records.ts'

const places: [slug: string, name: string, description: string][] = [
  [
    'getting-started',
    'Getting started',
    'First weeks with a Moss, a Tarn or a Lantern: what is normal, what to set once, and what to leave alone.',
  ],
  [
    'heating-comfort',
    'Heating & comfort',
    'Heat curves, radiators, floors and cold rooms: getting every room right with little electricity.',
  ],
  ['hot-water', 'Hot water', 'Tarn tanks, Eco, Comfort and Boost, the weekly hygiene cycle, and enough for two showers.'],
  [
    'app-lantern',
    'App & Lantern',
    'The controller on the wall and the app in the pocket: settings, firmware, notifications, faults.',
  ],
  ['linnet-integrations', 'Linnet & integrations', 'Reading and steering a Moss over HTTP, MQTT, Modbus and Home Assistant.'],
  ['tariffs-solar', 'Tariffs & solar', 'Hourly prices, own electricity and what a winter costs.'],
  ['installers-corner', 'Installers’ corner', 'For those who fit and commission: hydraulics, siting, cascades and R290.'],
]

export const spaceRecords: SpaceRecord[] = places.map(([slug, name, description], index) => ({
  kind: 'space',
  id: slug,
  slug,
  name,
  description,
  spine: index + 1,
  position: index,
  ...(slug === 'installers-corner' && { see: 'members' as const }),
}))
