import type { Viewer } from '#platform/ctx.ts'
import type { Module } from '#platform/module.ts'
import { facts } from './facts.ts'
import { invariants } from './invariants.ts'
import { jobs } from './collecting.ts'
import { may } from './permissions.ts'
import { routes } from './routes.tsx'

const owner: Viewer = { id: 7, role: 'member', name: 'Owner', handle: 'owner', picture: null }

export const files: Module = {
  name: 'files',
  owns: ['file', 'fileUse'],
  facts,
  rules: may,
  cases: () => [
    {
      thing: 'a file',
      cast: { owner },
      rules: { add: (viewer) => may.add(viewer, undefined), keep: (viewer) => may.keep(viewer, { ownerId: 7 }) },
    },
  ],
  routes,
  jobs,
  invariants,
}
