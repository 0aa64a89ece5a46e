/**
 * Following: how much of a thread, a space, a topic or a member's writing somebody wants to hear. Who asks watches, who
 * writes tracks by itself, unless they have chosen.
 */
import { type Ctx, memberId, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand } from '#platform/problems.ts'
import { dropMails } from '#modules/notifications/index.ts'
import { levelSet } from './facts.ts'
import { may } from './permissions.ts'
import type { FollowedKind, FollowLevel } from './shapes.ts'
import { holdThread } from './sight.ts'

export async function follow(ctx: Ctx, threadId: number, level: FollowLevel) {
  return transaction(ctx, async (tx) => {
    const thread = await holdThread(tx, threadId)
    demand(may.follow(tx.viewer, thread))
    const row = { level, cause: 'chosen', at: tx.now }
    const changed = await tx.db.insertInto('threadFollow').values({ threadId, memberId: memberId(tx), ...row })
      .onConflict((clash) => clash.columns(['threadId', 'memberId']).doUpdateSet(row)
        .where((eb) => eb.or([eb('threadFollow.level', '<>', level), eb('threadFollow.cause', '<>', 'chosen')])))
      .returning('memberId').executeTakeFirst()
    if (changed) await record(tx, levelSet, { subjectId: threadId, spaceId: thread.spaceId, data: { kind: 'thread', level } })
    if (level === 'muted') await dropMails(tx, { threadId })
    return { id: threadId, kind: thread.kind, slug: thread.slug, level }
  })
}

/** By itself: never against what was chosen. */
export async function followQuietly(tx: Ctx, threadId: number, id: number, cause: 'asked' | 'wrote'): Promise<void> {
  await tx.db.insertInto('threadFollow')
    .values({ threadId, memberId: id, level: levelBy[cause], cause, at: tx.now })
    .onConflict((clash) => clash.doNothing()).execute()
}

export const levelBy = { asked: 'watching', wrote: 'tracking' } as const satisfies Record<string, FollowLevel>

/** Sets the level of a place that the caller has found within the viewer's sight. */
export async function followAll(ctx: Ctx, kind: FollowedKind, subjectId: number, level: FollowLevel): Promise<void> {
  demand(may.followAll(ctx.viewer, undefined))
  await transaction(ctx, async (tx) => {
    const changed = level === 'normal' ? await forget(tx, kind, subjectId) : await keep(tx, kind, subjectId, level)
    if (changed) await record(tx, levelSet, { subjectId, spaceId: kind === 'space' ? subjectId : null, data: { kind, level } })
    if (level === 'muted') await dropMails(tx, { kind, id: subjectId })
  })
}

async function keep(tx: Ctx, kind: FollowedKind, subjectId: number, level: FollowLevel): Promise<boolean> {
  const row = { level, at: tx.now }
  const kept = await tx.db.insertInto('follow').values({ memberId: memberId(tx), kind, subjectId, ...row })
    .onConflict((clash) => clash.columns(['memberId', 'kind', 'subjectId']).doUpdateSet(row).where('follow.level', '<>', level))
    .returning('memberId').executeTakeFirst()
  return kept !== undefined
}

async function forget(tx: Ctx, kind: FollowedKind, subjectId: number): Promise<boolean> {
  const gone = await tx.db.deleteFrom('follow').where('memberId', '=', memberId(tx)).where('kind', '=', kind).where('subjectId', '=', subjectId)
    .returning('memberId').executeTakeFirst()
  return gone !== undefined
}

/** Whoever has come into a group watches it, unless they chose otherwise; who leaves hears no more of it. */
export async function watchPlace(tx: Ctx, spaceId: number, id: number): Promise<void> {
  await tx.db.insertInto('follow').values({ memberId: id, kind: 'space', subjectId: spaceId, level: 'watching', at: tx.now }).onConflict((clash) => clash.doNothing()).execute()
}

export async function forgetPlace(tx: Ctx, spaceId: number, id: number): Promise<void> {
  await tx.db.deleteFrom('follow').where('memberId', '=', id).where('kind', '=', 'space').where('subjectId', '=', spaceId).execute()
}

/** What the viewer set for a place; normal without anything. */
export async function levelOf(ctx: Ctx, kind: FollowedKind, subjectId: number): Promise<FollowLevel> {
  if (ctx.viewer.id === null) return 'normal'
  const row = await ctx.db.selectFrom('follow').select('level')
    .where('memberId', '=', ctx.viewer.id).where('kind', '=', kind).where('subjectId', '=', subjectId).executeTakeFirst()
  return (row?.level as FollowLevel | undefined) ?? 'normal'
}
