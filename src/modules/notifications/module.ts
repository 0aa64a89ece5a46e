import type { Viewer } from '#platform/ctx.ts'
import type { Module } from '#platform/module.ts'
import { facts } from './facts.ts'
import { invariants } from './invariants.ts'
import { mailNews } from './mail-news.ts'
import { pushNews } from './push-news.ts'
import { rules } from './permissions.ts'
import { routes } from './routes.tsx'

const self: Viewer = { id: 7, role: 'member', name: 'Self', handle: 'self', picture: null }

export const notifications: Module = {
  name: 'notifications',
  owns: ['notification', 'notificationPreference', 'push', 'pushKey', 'pushSubscription', 'summaryWritten'],
  facts,
  rules,
  cases: () => [
    { thing: 'the own inbox', rules: { readInbox: (viewer) => rules.readInbox(viewer, undefined) } },
    {
      thing: 'a device',
      cast: { 'its owner': self },
      rules: { addDevice: (viewer) => rules.addDevice(viewer, undefined), keepDevice: (viewer) => rules.keepDevice(viewer, { memberId: 7 }) },
    },
    { thing: 'the own wishes for mails', rules: { chooseMails: (viewer) => rules.chooseMails(viewer, undefined) } },
  ],
  routes,
  jobs: [mailNews, pushNews],
  invariants,
}
