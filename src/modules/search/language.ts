/** The language whose grammar words are cut by: plural and singular, past and present are one word then. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { settings } from '#modules/community/index.ts'

/** What PostgreSQL 15 brings with it. Other languages are searched word by word as they stand. */
const configurations: Record<string, string> = {
  ar: 'arabic', hy: 'armenian', eu: 'basque', ca: 'catalan', da: 'danish', nl: 'dutch', en: 'english', fi: 'finnish',
  fr: 'french', de: 'german', el: 'greek', hi: 'hindi', hu: 'hungarian', id: 'indonesian', ga: 'irish', it: 'italian',
  lt: 'lithuanian', ne: 'nepali', no: 'norwegian', pt: 'portuguese', ro: 'romanian', ru: 'russian', sr: 'serbian',
  es: 'spanish', sv: 'swedish', ta: 'tamil', tr: 'turkish', yi: 'yiddish',
}

/** The grammar of a language; words of one that the engine does not know stay as they are. */
export const grammarOf = (code: string): string => configurations[code.slice(0, 2)] ?? 'simple'

/** @returns the name of a text search configuration: that of the community */
export async function languageOf(ctx: Pick<Ctx, 'db'>): Promise<string> {
  const { language } = await settings(ctx)
  return grammarOf(language)
}

/** The language of the community, as documents that nobody can tell are taken to be in. */
export const usualCode = async (ctx: Pick<Ctx, 'db'>): Promise<string> => (await settings(ctx)).language.split('-', 1)[0]!

/** What people write in here: one, unless there are several; the community's own first. */
export async function languagesHere(ctx: Pick<Ctx, 'db'>): Promise<string[]> {
  const [usual, { rows }] = await Promise.all([usualCode(ctx), sql<{ code: string }>`select code from search_language`.execute(ctx.db)])
  return [...new Set([usual, ...rows.map(({ code }) => code)])]
}

/** Of documents when words are cut in several languages here: each by its own grammar. */
export const eachItsOwn = ''

export const grammar = (name: string): RawBuilder<unknown> => (name === eachItsOwn ? sql`d.language` : sql`${name}::regconfig`)
