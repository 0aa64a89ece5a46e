import { z } from 'zod'
import { factKind } from '#platform/facts.ts'

export const settingChanged = factKind('setting.changed', z.object({ key: z.string() }))
export const communityInstalled = factKind('community.installed', z.object({ purpose: z.string() }))
