/** The addresses of drafts. Scripts keep them at the same address that people open, and are answered in JSON there. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors, Raw } from '#platform/doors.tsx'
import { found, Outdated } from '#platform/problems.ts'
import { discardDraft, draftAt, draftsOf, keepDraft } from './drafts.ts'
import { DraftJson } from './json.ts'
import { DraftsPage } from './pages/drafts-page.tsx'
import { may } from './permissions.ts'
import { DraftIn, Place } from './shapes.ts'

const door = { may: may.keepDrafts, params: Place }
const KeptJson = DraftJson.pick({ version: true, updatedAt: true })

export function draftRoutes(open: Doors) {
  open.get('/drafts', {
    may: may.keepDrafts,
    says: 'conversations:api.drafts',
    json: z.object({ drafts: z.array(DraftJson) }),
    act: async (ctx) => ({ drafts: await draftsOf(ctx) }),
    page: ({ drafts }) => <DraftsPage drafts={drafts} />,
  })

  open.get('/drafts/:place', {
    ...door,
    says: 'conversations:api.draft',
    json: DraftJson,
    act: async (ctx, { params }) => found(await draftAt(ctx, params.place)),
    raw: (draft) => jsonOf(DraftJson.encode(draft)),
  })

  // Two doors at one address: a script on a page reads what another device has stored from the refusal itself.
  open.put('/drafts/:place', {
    ...door,
    says: 'conversations:api.keepDraft',
    body: DraftIn,
    json: KeptJson,
    act: (ctx, { params, body }) => keepDraft(ctx, params.place, body),
  })
  open.put('/drafts/:place', {
    ...door,
    body: DraftIn,
    act: (ctx, { params, body }) => keepOrMeet(ctx, params.place, body),
    raw: (kept) => ('current' in kept ? jsonOf(kept, 409) : jsonOf(KeptJson.encode(kept))),
  })

  open.delete('/drafts/:place', {
    ...door,
    says: 'conversations:api.dropDraft',
    json: z.object({}),
    act: async (ctx, { params }) => {
      await discardDraft(ctx, params.place)
      return {}
    },
    next: () => '/drafts',
  })
}

async function keepOrMeet(ctx: Ctx, place: string, typed: z.output<typeof DraftIn>) {
  try {
    return await keepDraft(ctx, place, typed)
  } catch (problem) {
    if (problem instanceof Outdated) return { current: problem.current }
    throw problem
  }
}

const jsonOf = (body: unknown, status = 200): Raw => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
  status,
})
