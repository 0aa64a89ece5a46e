import type { Module } from '#platform/module.ts'
import { facts } from './facts.ts'
import { rules } from './permissions.ts'
import { routes } from './routes.tsx'

export const notifications: Module = {
  name: 'notifications',
  owns: ['notification', 'notificationPreference'],
  facts,
  rules,
  cases: () => [
    { thing: 'the own inbox', rules: { readInbox: (viewer) => rules.readInbox(viewer, undefined) } },
    { thing: 'the own wishes for mails', rules: { chooseMails: (viewer) => rules.chooseMails(viewer, undefined) } },
  ],
  routes,
}
