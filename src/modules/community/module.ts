import type { Module } from '#platform/module.ts'
import { communityInstalled, settingChanged } from './facts.ts'
import { may } from './permissions.ts'

export const community: Module = {
  name: 'community',
  owns: ['setting'],
  facts: [settingChanged, communityInstalled],
  rules: may,
  cases: () => [{ thing: 'the settings', rules: { configure: (viewer) => may.configure(viewer, undefined) } }],
}
