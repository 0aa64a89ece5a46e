/** How much somebody who is new may show in one post. */
import type { Ctx } from '#platform/ctx.ts'
import { Invalid } from '#platform/problems.ts'
import { few, isNew } from './limits.ts'

export interface Counted {
  pictures: number
  attachments: number
}

/** @throws Invalid about the text */
export async function demandFew(ctx: Ctx, { pictures, attachments }: Counted): Promise<void> {
  const tooMany = pictures > few.pictures ? 'files:problem.newPictures' : attachments > few.attachments ? 'files:problem.newAttachments' : null
  if (tooMany && ctx.config.limits && (await isNew(ctx))) throw new Invalid({ body: tooMany })
}
