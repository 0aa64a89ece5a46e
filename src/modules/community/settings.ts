/** The settings of this community: what the owner decides. One row a setting; read whole, kept for a moment. */
import { z } from 'zod'
import { type Ctx, transaction } from '#platform/ctx.ts'
import type { Db } from '#platform/db.ts'
import { record } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { settingChanged } from './facts.ts'
import { type Language, languageFor, languages } from '../../texts/languages.ts'
import { may } from './permissions.ts'

export const purposes = ['support', 'engagement', 'innovation', 'loyalty', 'acquisition'] as const

export const Settings = z.object({
  name: z.string().trim().min(2, 'community:name.short').max(60, 'community:name.long').default('Folkmoot'),
  tagline: z.string().trim().max(160).default(''),
  welcome: z.string().trim().max(600).default(''),
  /** The owner's one colour; everything else in the look is derived from it. */
  brand: z.string().regex(/^#[0-9a-f]{6}$/i, 'community:brand.form').default('#70355f'),
  /** Why the community exists. It decides which figures lead. */
  purpose: z.enum(purposes).default('support'),
  company: z.string().trim().max(60).default(''),
  timeZone: z.string().max(60).default('UTC'),
  joining: z.enum(['open', 'domains', 'closed']).default('open'),
  domains: z.array(z.string()).default([]),
  products: z.array(z.string()).default([]),
  /** What people write in, by its code (en, de, fr): words are cut by its grammar when they are searched, and the interface speaks it to who wishes no other. */
  language: z.string().regex(/^[a-z]{2}(-\w+)?$/, 'community:language.form').default('en'),
  /** Whether addresses of other sites become cards, and of which hosts never. */
  previews: z.boolean().default(true),
  previewsDenied: z.array(z.string().trim().toLowerCase().max(200)).max(200).default([]),
  /** Languages that the interface speaks here; that of the community always. */
  languages: z.array(z.enum(languages)).default([...languages]),
  /** Weights of the search that differ from those that come with it: docs/search.md. */
  search: z.record(z.string(), z.number()).default({}),
  /** Until the first administrator exists, only the one-time token printed at the start opens /setup. */
  installedAt: z.iso.datetime().nullable().default(null),
  sampleLoadedAt: z.iso.datetime().nullable().default(null),
})
export type Settings = z.output<typeof Settings>

// A setting changed in another process shows here after this long.
const freshFor = 3_000
let kept = new WeakMap<Db, { at: number; settings: Settings }>()

export async function settings(ctx: Pick<Ctx, 'db'>): Promise<Settings> {
  const before = kept.get(ctx.db)
  if (before && Date.now() - before.at < freshFor) return before.settings
  const read = await readSettings(ctx.db)
  if (!ctx.db.isTransaction) kept.set(ctx.db, { at: Date.now(), settings: read })
  return read
}

/** The settings as they were last read, without waiting; undefined when nobody has read them yet. */
export const settingsAtHand = ({ db }: Pick<Ctx, 'db'>): Settings | undefined => kept.get(db)?.settings

async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).execute()
  return Settings.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])))
}

/** In which language somebody is written to who is not here: as they chose, else the community's. Never that of who caused it. */
export const languageForReader = ({ languages: offered, language: usual }: Settings, chosen: string | null | undefined): Language =>
  languageFor({ chosen, header: undefined, offered, usual })

/** Changes settings on behalf of the viewer. */
export async function changeSettings(ctx: Ctx, change: Partial<Settings>): Promise<Settings> {
  demand(may.configure(ctx.viewer, undefined))
  return transaction(ctx, (tx) => writeSettings(tx, change))
}

/** Writes settings without asking for a right: for the set-up, which has its own key. */
export async function writeSettings(tx: Ctx, change: Partial<Settings>): Promise<Settings> {
  const next = Settings.parse({ ...(await readSettings(tx.db)), ...change })
  for (const key of Object.keys(change) as (keyof Settings)[]) {
    const row = { key, value: JSON.stringify(next[key]), updatedAt: tx.now, updatedById: tx.viewer.id }
    await tx.db.insertInto('setting').values(row)
      .onConflict((clash) => clash.column('key').doUpdateSet(row)).execute()
    await record(tx, settingChanged, { subjectId: 0, data: { key } })
  }
  tx.wiring.after.push(forgetSettings)
  return next
}

export function forgetSettings() {
  kept = new WeakMap()
}
