/** Coming into a group, leaving it, and who is in it. */
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import { writeKey } from '#platform/paging.ts'
import { found, type Problem } from '#platform/problems.ts'
import { Email, refusalOf } from '#modules/members/index.ts'
import { inviteByMail } from './letters.tsx'
import { approveRequest, askToJoin, changeGroupRole, inviteMember, joinGroup, leaveGroup, removeMember } from './membership.ts'
import { GroupMembersPage, GroupPeople } from './pages/members-page.tsx'
import { groupPath } from './pages/words.ts'
import { frameOf, framed, Said } from './page-routes.tsx'
import { may } from './permissions.ts'
import { peopleIn } from './queries.ts'
import { BySlug, BySlugAndMember, Inviting, ListQuery, MemberJson, Note, RoleWish } from './shapes.ts'
import { type Group, groupKnown } from './sight.ts'
import { chooseWeekly } from './weekly-choice.ts'

const Slug = z.object({ slug: z.string() })
const here = (said: string) => (group: Group) => `${groupPath(group)}?said=${said}`
const toMembers = (said: string) => (group: Group) => `${groupPath(group, '/members')}?said=${said}`

export function memberRoutes(open: Doors) {
  open.post('/groups/:slug/join', { may: may.join, says: 'groups:api.join', params: BySlug, act: (ctx, { params }) => joinGroup(ctx, params.slug), json: Slug, next: here('joined') })
  open.post('/groups/:slug/ask', { may: may.request, says: 'groups:api.ask', params: BySlug, body: Note, act: (ctx, { params, body }) => askToJoin(ctx, params.slug, body.note), json: Slug, next: here('asked') })
  open.post('/groups/:slug/leave', { may: may.leave, says: 'groups:api.leave', params: BySlug, act: (ctx, { params }) => leaveGroup(ctx, params.slug), json: Slug, next: () => '/groups?left=1' })
  weeklyRoutes(open)
  listRoutes(open)
  careRoutes(open)
}

/** From the settings one comes back there, else to the group. */
const From = z.object({ from: z.literal('settings').optional().catch(undefined) })
const back = (said: string) => (group: Group, _ctx: unknown, { body }: { body: z.output<typeof From> }) => (body.from ? '/settings/notifications?saved=1#groups' : here(said)(group))

function weeklyRoutes(open: Doors) {
  open.put('/groups/:slug/weekly', { may: may.takeWeekly, says: 'groups:api.weekly', params: BySlug, body: From, act: (ctx, { params }) => chooseWeekly(ctx, params.slug, true), json: Slug, next: back('weekly') })
  open.delete('/groups/:slug/weekly', { may: may.takeWeekly, says: 'groups:api.noWeekly', params: BySlug, body: From, act: (ctx, { params }) => chooseWeekly(ctx, params.slug, false), json: Slug, next: back('noWeekly') })
}

async function readMembers(ctx: Ctx, slug: string, older?: z.output<typeof ListQuery>['older']) {
  const group = await groupKnown(ctx, slug)
  found(may.read(ctx.viewer, group) ? group : null)
  const keeps = may.approve(ctx.viewer, group)
  const [people, asking, invited] = [await peopleIn(ctx, group.id, 'in', older), keeps ? await peopleIn(ctx, group.id, 'asked') : null, keeps ? await peopleIn(ctx, group.id, 'invited') : null]
  return { frame: await frameOf(ctx, group), people, asking: asking?.rows ?? [], invited: invited?.rows ?? [], rows: people.rows.map(({ person, role }) => ({ ...person, role })), next: people.next }
}

function listRoutes(open: Doors) {
  open.get('/groups/:slug/members', {
    may: may.look,
    says: 'groups:api.members',
    params: BySlug,
    query: ListQuery.pick({ older: true }).extend(Said.shape),
    act: (ctx, { params, query }) => readMembers(ctx, params.slug, query.older),
    json: z.object({ rows: z.array(MemberJson), next: z.string().nullable() }),
    page: ({ frame, ...lists }, _ctx, { query, headers }) =>
      query.older && headers['turbo-frame'] !== undefined
        ? <GroupPeople people={lists.people} group={frame.group} after={writeKey(query.older)} />
        : <GroupMembersPage {...framed(frame, query.said)} {...lists} />,
  })
}

const again = async (problem: Problem, typed: Record<string, string>, ctx: Ctx, { slug }: { slug: string }) => {
  const { frame, ...lists } = await readMembers(ctx, slug)
  return <GroupMembersPage {...framed(frame)} {...lists} typed={typed} refusal={refusalOf(problem)} />
}

/** An address holds an @ in its middle; a name at most at its start. */
const isAddress = (who: string) => who.indexOf('@') > 0

function careRoutes(open: Doors) {
  open.post('/groups/:slug/invite', {
    may: may.invite,
    says: 'groups:api.invite',
    params: BySlug,
    body: Inviting.refine(({ who }) => !isAddress(who) || Email.safeParse(who).success, { path: ['who'], message: 'members:email.form' }),
    act: (ctx, { params, body: { who } }) => (isAddress(who) ? inviteByMail(ctx, params.slug, Email.parse(who)) : inviteMember(ctx, params.slug, who)),
    json: Slug,
    next: toMembers('invited'),
    again,
  })
  const other = { params: BySlugAndMember, json: Slug, next: toMembers('done') }
  open.post('/groups/:slug/members/:handle/approve', { ...other, may: may.approve, says: 'groups:api.approve', act: (ctx, { params }) => approveRequest(ctx, params.slug, params.handle) })
  open.post('/groups/:slug/members/:handle/remove', { ...other, may: may.takeOut, says: 'groups:api.remove', act: (ctx, { params }) => removeMember(ctx, params.slug, params.handle) })
  open.post('/groups/:slug/members/:handle/role', { ...other, may: may.changeRole, says: 'groups:api.role', body: RoleWish, act: (ctx, { params, body }) => changeGroupRole(ctx, params.slug, params.handle, body.role), again })
}
