/** The language whose grammar words are cut by: plural and singular, past and present are one word then. */
import type { Ctx } from '#platform/ctx.ts'
import { settings } from '#modules/community/index.ts'

/** What PostgreSQL 15 brings with it. Other languages are searched word by word as they stand. */
const configurations: Record<string, string> = {
  ar: 'arabic', hy: 'armenian', eu: 'basque', ca: 'catalan', da: 'danish', nl: 'dutch', en: 'english', fi: 'finnish',
  fr: 'french', de: 'german', el: 'greek', hi: 'hindi', hu: 'hungarian', id: 'indonesian', ga: 'irish', it: 'italian',
  lt: 'lithuanian', ne: 'nepali', no: 'norwegian', pt: 'portuguese', ro: 'romanian', ru: 'russian', sr: 'serbian',
  es: 'spanish', sv: 'swedish', ta: 'tamil', tr: 'turkish', yi: 'yiddish',
}

/** @returns the name of a text search configuration */
export async function languageOf(ctx: Pick<Ctx, 'db'>): Promise<string> {
  const { language } = await settings(ctx)
  return configurations[language.slice(0, 2)] ?? 'simple'
}
