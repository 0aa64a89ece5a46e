/** The doors of administering members. */
import {
  changeRole,
  handOver,
  keptMember,
  keptMembers,
  mayMembers,
  memberRoles,
  refusalOf,
  restore,
  suspend,
} from '#modules/members/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors } from '#platform/doors.tsx'
import type { Problem } from '#platform/problems.ts'
import { MemberKeptPage } from './pages/member-page.tsx'
import { MemberListPage } from './pages/members-page.tsx'
import { ByHandle, HandOver, MembersQuery, NewRole, Saved } from './shapes.ts'

async function keptPage(ctx: Ctx, handle: string, saved = false, problem?: Problem) {
  const member = await keptMember(ctx, handle)
  const allowed = {
    changeRole: mayMembers.changeRole(ctx.viewer, member),
    suspend: mayMembers.suspend(ctx.viewer, member),
  }
  return (
    <MemberKeptPage roles={memberRoles} member={member} may={allowed} saved={saved} refusal={problem && refusalOf(problem)} />
  )
}

export function memberRoutes(open: Doors) {
  const next = (_result: unknown, _ctx: Ctx, { params }: { params: { handle: string } }) =>
    `/admin/members/${params.handle}?saved=1`
  const again = (problem: Problem, _typed: object, ctx: Ctx, params: { handle: string }) =>
    keptPage(ctx, params.handle, false, problem)
  open.get('/admin/members', {
    may: mayMembers.administer,
    query: MembersQuery,
    act: (ctx, { query }) => keptMembers(ctx, query),
    page: (members, _ctx, { query, url }) => (
      <MemberListPage
        {...members}
        q={query.q}
        group={query.group}
        after={new URLSearchParams(url.split('?')[1]).get('older') ?? undefined}
      />
    ),
  })
  open.get('/admin/members/:handle', {
    may: mayMembers.administer,
    params: ByHandle,
    query: Saved,
    act: (ctx, { params, query }) => keptPage(ctx, params.handle, query.saved !== undefined),
    page: (page) => page,
  })
  open.post('/admin/members/:handle/role', {
    may: mayMembers.changeRole,
    params: ByHandle,
    body: NewRole,
    act: (ctx, { params, body }) => changeRole(ctx, params.handle, body.role),
    next,
    again,
  })
  open.post('/admin/members/:handle/suspension', {
    may: mayMembers.suspend,
    params: ByHandle,
    act: (ctx, { params }) => suspend(ctx, params.handle),
    next,
    again,
  })
  open.post('/admin/members/:handle/restoration', {
    may: mayMembers.suspend,
    params: ByHandle,
    act: (ctx, { params }) => restore(ctx, params.handle),
    next,
    again,
  })
  open.post('/admin/members/:handle/owner', {
    may: mayMembers.handOver,
    params: ByHandle,
    body: HandOver,
    act: (ctx, { params, body }) => handOver(ctx, params.handle, body.to),
    next,
    again,
  })
}
