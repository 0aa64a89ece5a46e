/** What the owner decides about the whole community. */
import { changeSettings, mayCommunity, type Settings, settings } from '#modules/community/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import { demand } from '#platform/problems.ts'
import type { ChangedSettings } from './shapes.ts'

export async function keptSettings(ctx: Ctx): Promise<Settings> {
  demand(mayCommunity.configure(ctx.viewer))
  return settings(ctx)
}

export const saveSettings = (ctx: Ctx, change: ChangedSettings): Promise<Settings> =>
  changeSettings(ctx, change)
