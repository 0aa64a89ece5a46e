/** Turning what somebody wrote into what is shown. Done before the transaction: drawing text takes a moment. */
import type { Ctx } from '#platform/ctx.ts'
import { cook, type Cooked, handlesIn, VERSION } from '#platform/text/index.ts'
import { keepLinks, previewsKnown } from '#modules/previews/index.ts'
import { languageForReader, settings } from '#modules/community/index.ts'
import { type Mentionable, mentionablesNamed } from '#modules/members/index.ts'
import { demandFew, keepUses, keysIn, usable } from '#modules/files/index.ts'
import { inLanguage } from '../../texts/index.ts'
import { proseLabels } from '../../texts/prose.ts'
import { keepGroupMentions } from './group-mentions.ts'

/** What somebody writes, drawn; and the files that it shows. */
export interface Written extends Cooked {
  files: string[]
  /** Groups that it names. */
  groups: Mentionable[]
}

/** @param inPrivate no address becomes a card, so nobody asks for what stands there, and no group is named */
export async function cooked(ctx: Ctx, body: string, { inPrivate = false }: { inPrivate?: boolean } = {}): Promise<Written> {
  const files = await usable(ctx, keysIn(body))
  const groups = inPrivate ? [] : await mentionablesNamed(ctx, handlesIn(body))
  // Labels stand in what is kept for everybody, so they speak as the community does.
  const labels = inLanguage(languageForReader(await settings(ctx), null), proseLabels)
  const options = { baseUrl: ctx.config.baseUrl, mentions: (handles: string[]) => knownHandles(ctx, handles), groups: groups.filter(({ hidden }) => !hidden).map(({ handle }) => handle), files, labels }
  const bare = await cook(body, options)
  // Only the renderer knows which addresses stand alone; seldom is one of them known already.
  const previews = inPrivate ? [] : await previewsKnown(ctx, bare.alone)
  const text = previews.length === 0 ? bare : await cook(body, { ...options, previews })
  return { ...text, files: files.map((file) => file.key), groups: groups.filter(({ handle }) => text.mentions.includes(handle)) }
}

/** The same for what is about to be posted. @throws Invalid when somebody who is new shows too much at once */
export async function cookedToPost(ctx: Ctx, body: string, wish: { inPrivate?: boolean } = {}): Promise<Written> {
  const text = await cooked(ctx, body, wish)
  await demandFew(ctx, { pictures: text.images.length, attachments: text.attachments })
  return text
}

/** What a post shows besides its words follows each edit. @returns whom it names since now */
export async function keepMeant(tx: Ctx, postId: number, text: Written): Promise<{ members: number[]; groups: number[] }> {
  const members = await keepMentions(tx, postId, text.mentions)
  const groups = await keepGroupMentions(tx, postId, text.groups)
  await keepUses(tx, 'post', postId, text.files)
  await keepLinks(tx, 'post', postId, text.alone)
  return { members, groups }
}

/** For the fact of an edit: only what there is. */
export const whoIs = ({ members, groups }: { members: number[]; groups: number[] }) => ({ ...(members.length > 0 && { members }), ...(groups.length > 0 && { groups }) })

async function knownHandles(ctx: Ctx, handles: readonly string[]): Promise<string[]> {
  if (handles.length === 0) return []
  const rows = await ctx.db
    .selectFrom('member')
    .select('handle')
    .where('handle', 'in', [...handles])
    .where('removedAt', 'is', null)
    .execute()
  return rows.map((row) => row.handle)
}

/** Keeps who is mentioned in a post; returns the ids of those who were not before. */
async function keepMentions(tx: Ctx, postId: number, handles: readonly string[]): Promise<number[]> {
  const members =
    handles.length === 0
      ? []
      : await tx.db
          .selectFrom('member')
          .select('id')
          .where('handle', 'in', [...handles])
          .execute()
  const ids = members.map((member) => member.id)
  await tx.db
    .deleteFrom('mention')
    .where('postId', '=', postId)
    .where('memberId', 'not in', [0, ...ids])
    .execute()
  if (ids.length === 0) return []
  const added = await tx.db
    .insertInto('mention')
    .values(ids.map((memberId) => ({ postId, memberId })))
    .onConflict((clash) => clash.doNothing())
    .returning('memberId')
    .execute()
  return added.map((row) => row.memberId)
}

/** In place of the renderer's version: shown as plain text for now, or also after a second try by this renderer. */
const plainForNow = 0
export const triedAgain = -VERSION

export const columnsOf = (text: Cooked) => ({
  html: text.html,
  htmlVersion: text.degraded ? plainForNow : text.version,
  excerpt: text.excerpt,
  language: text.language,
})

/** The language that its author says it is in goes before the one that was found; without a word of theirs what was said before holds. */
export const languageOf = (text: Cooked, wish: string | undefined, before: { language: string | null; languageChosen: boolean }) => {
  if (wish === undefined && before.languageChosen) return { language: before.language, languageChosen: true }
  return wish ? { language: wish, languageChosen: true } : { language: text.language, languageChosen: false }
}
