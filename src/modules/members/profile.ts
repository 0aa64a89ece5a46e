/** What members say about themselves. */
import { languageForReader, settings } from '#modules/community/index.ts'
import { type Ctx, memberId, reaches, transaction } from '#platform/ctx.ts'
import { record } from '#platform/facts.ts'
import { demand, found, Outdated } from '#platform/problems.ts'
import { cook } from '#platform/text/index.ts'
import { inLanguage } from '../../texts/index.ts'
import { proseLabels } from '../../texts/prose.ts'
import { profileEdited } from './facts.ts'
import { refuseMistaken } from './names.ts'
import { ownAccount } from './passkeys.ts'
import { may } from './permissions.ts'
import type { Profile } from './shapes.ts'

export async function editProfile(ctx: Ctx, { version, ...wish }: Profile): Promise<{ handle: string }> {
  const id = memberId(ctx)
  const before = await ownProfile(ctx)
  demand(may.editProfile(ctx.viewer, { id }))
  if (wish.name !== before.name && !reaches(ctx.viewer, 'team'))
    await refuseMistaken(ctx, wish.name, (await settings(ctx)).name, id)
  const { html } = await cook(wish.about, {
    baseUrl: ctx.config.baseUrl,
    mentions: (handles) => existing(ctx, handles),
    labels: inLanguage(languageForReader(await settings(ctx), null), proseLabels),
  })
  const next = {
    ...wish,
    expertise: [...new Set(wish.expertise.map((each) => each.toLowerCase().replace(/^#/, '')))],
    aboutHtml: html,
  }
  return transaction(ctx, async (tx) => {
    const changed = await tx.db
      .updateTable('member')
      .set({ ...next, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('handle')
      .executeTakeFirst()
    if (!changed) throw new Outdated({ version: before.version, title: before.name, body: before.about })
    // The account carries the name into mails of the sign-in library.
    await tx.db.updateTable('authUser').set({ name: next.name }).where('id', '=', ownAccount(ctx)).execute()
    await record(tx, profileEdited, { subjectId: id, data: { fields: changedFields(before, next) } })
    return changed
  })
}

const fields = ['name', 'headline', 'about', 'location', 'website', 'expertise', 'products'] as const

export async function ownProfile(ctx: Ctx) {
  const row = await ctx.db
    .selectFrom('member')
    .select([...fields, 'handle', 'picture', 'version'])
    .where('id', '=', memberId(ctx))
    .executeTakeFirst()
  return found(row)
}
export type OwnProfile = Awaited<ReturnType<typeof ownProfile>>

const changedFields = (before: OwnProfile, after: Omit<Profile, 'version'>) =>
  fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))

async function existing(ctx: Pick<Ctx, 'db'>, handles: string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('member')
    .select('handle')
    .where('handle', 'in', handles)
    .where('removedAt', 'is', null)
    .execute()
  return rows.map((row) => row.handle)
}
