/** The list of groups, and making one. */
import { z } from 'zod'
import type { Doors } from '#platform/doors.tsx'
import { writeKey } from '#platform/paging.ts'
import { Conflict } from '#platform/problems.ts'
import { refusalOf } from '#modules/members/index.ts'
import { makeGroup } from './groups.ts'
import { seeLetter, takeLetter } from './letters.tsx'
import { GroupsPage, OtherGroups } from './pages/groups-page.tsx'
import { LetterPage } from './pages/letter-page.tsx'
import { NewGroupPage, SimilarFrame } from './pages/new-group-page.tsx'
import { groupPath } from './pages/words.ts'
import { may } from './permissions.ts'
import { otherGroups, ownGroups, similarGroups } from './queries.ts'
import { Begun, GroupJson, GroupsJson, ListQuery, Making } from './shapes.ts'

const ByToken = z.object({ token: z.string().max(200) })
const lookFirst = 'groups:new.lookFirst'

export function listRoutes(open: Doors) {
  open.get('/groups', {
    may: may.look,
    says: 'groups:api.list',
    query: ListQuery.extend({ left: z.string().optional().catch(undefined) }),
    act: async (ctx, { query }) => ({
      own: query.older || ctx.viewer.id === null ? [] : await ownGroups(ctx, 'in'),
      invited: query.older || ctx.viewer.id === null ? [] : await ownGroups(ctx, 'invited'),
      ...(await otherGroups(ctx, query)),
    }),
    json: GroupsJson.extend({ own: z.array(GroupJson) }),
    page: (reading, _ctx, { query, headers }) => {
      const props = { ...reading, q: query.q, after: query.older && writeKey(query.older), left: query.left !== undefined }
      return headers['turbo-frame'] !== undefined ? <OtherGroups {...props} /> : <GroupsPage {...props} after={undefined} />
    },
  })

  open.get('/groups/new', {
    may: may.make,
    query: Begun,
    act: async (ctx, { query }) => ({ typed: query, similar: await similarGroups(ctx, query) }),
    page: (form) => <NewGroupPage {...form} looked={form.similar.length > 0} />,
  })

  open.get('/groups/similar', {
    may: may.make,
    says: 'groups:api.similar',
    query: Begun.pick({ name: true, description: true }),
    act: async (ctx, { query }) => ({ rows: await similarGroups(ctx, query) }),
    json: z.object({ rows: z.array(GroupJson) }),
    page: ({ rows }) => <SimilarFrame groups={rows} />,
  })

  // What is like it already is shown before a group is made; whoever has seen it says so.
  open.post('/groups', {
    may: may.make,
    says: 'groups:api.make',
    body: Making.extend({ sure: z.stringbool().or(z.boolean()).default(false) }),
    once: true,
    act: async (ctx, { body: { sure, ...wish } }) => {
      if (!sure && (await similarGroups(ctx, wish)).length > 0) throw new Conflict(lookFirst)
      return makeGroup(ctx, wish)
    },
    json: z.object({ id: z.number(), slug: z.string() }),
    next: (group) => `${groupPath(group, '/about')}?said=made#guide`,
    again: async (problem, typed, ctx) => {
      const begun = Begun.parse(typed)
      return <NewGroupPage typed={begun} similar={await similarGroups(ctx, begun)} looked refusal={problem.message === lookFirst ? undefined : refusalOf(problem)} />
    },
  })

  open.get('/groups/letters/:token', {
    may: may.look,
    params: ByToken,
    act: (ctx, { params }) => seeLetter(ctx, params.token),
    page: (letter) => <LetterPage {...letter} />,
  })
  open.post('/groups/letters/:token', {
    may: may.make,
    params: ByToken,
    act: (ctx, { params }) => takeLetter(ctx, params.token),
    next: (group) => `${groupPath(group)}?said=joined`,
  })
}
