/** The places of the sample community: its spaces, and two groups with members of their own. */
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

interface SampleGroup {
  slug: string
  name: string
  description: string
  spine: number
  visibility: 'public' | 'listed'
  rules: string
  /** Keys of people: the first owns it, the second looks after it, too. */
  members: string[]
}

const groups: SampleGroup[] = [
  {
    slug: 'old-stone-houses',
    name: 'Old stone houses',
    description: 'Thick walls, slow heat: for those who warm a house that is older than its pipes.',
    spine: 3,
    visibility: 'public',
    rules: 'Say how old the house is and what its walls are made of. Nobody here is told to wrap it in foam.',
    members: ['tomas', 'colm', 'maren', 'kofi', 'elin'],
  },
  {
    slug: 'lantern-testers',
    name: 'Lantern testers',
    description: 'New firmware two weeks before everybody else, for those who like to look closely.',
    spine: 5,
    visibility: 'listed',
    rules: 'What is not released yet stays in this group. Note the build and the weather.',
    members: ['ingrid', 'dev', 'yuki', 'tomas'],
  },
]

/** Groups come after the people who are in them. */
export const groupRecords = (now: Date): SpaceRecord[] =>
  groups.map(({ slug, visibility, rules, members, ...group }, index) => ({
    kind: 'space',
    id: slug,
    slug,
    ...group,
    position: places.length + index,
    see: visibility === 'public' ? ('everyone' as const) : ('group' as const),
    ask: 'group' as const,
    answer: 'group' as const,
    createdAt: new Date(now.getTime() - 40 * 86_400_000),
    group: {
      visibility,
      joining: visibility === 'public' ? ('open' as const) : ('request' as const),
      mentioning: 'members' as const,
      rules,
      files: [],
      members: members.map((member, place) => ({
        member,
        role: place === 0 ? ('owner' as const) : place === 1 ? ('moderator' as const) : ('member' as const),
        state: 'in' as const,
        at: new Date(now.getTime() - (40 - place) * 86_400_000),
      })),
    },
  }))

/** All whose threads stand in a file of their own. */
export const placeNames = [...places.map(([slug]) => slug), ...groups.map(({ slug }) => slug)]
