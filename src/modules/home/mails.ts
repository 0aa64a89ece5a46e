/** The out-tray, for those who develop or show the product. */
import type { Ctx } from '#platform/ctx.ts'
import { type Key, type Paged, paged } from '#platform/paging.ts'
import { found, NotFound } from '#platform/problems.ts'

export interface MailRow {
  id: number
  kind: string
  recipient: string
  subject: string
  createdAt: Date
  sentAt: Date | null
  error: string | null
}

export interface Mail extends MailRow {
  html: string
  text: string
}

const columns = ['id', 'kind', 'recipient', 'subject', 'createdAt', 'sentAt', 'error'] as const

/** Mails hold keys to accounts: outside of development there is no such page. */
export function onlyInDevelopment({ config }: Pick<Ctx, 'config'>): void {
  if (!config.development) throw new NotFound()
}

export async function mails(ctx: Ctx, older: Key | undefined): Promise<Paged<MailRow>> {
  onlyInDevelopment(ctx)
  let query = ctx.db.selectFrom('mail').select(columns).orderBy('id', 'desc').limit(51)
  if (older) query = query.where('id', '<', older.id)
  return paged(await query.execute(), 50, (row) => ({ sort: row.id, id: row.id }))
}

export async function mailShown(ctx: Ctx, id: number): Promise<Mail> {
  onlyInDevelopment(ctx)
  return found(
    await ctx.db
      .selectFrom('mail')
      .select([...columns, 'html', 'text'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )
}
