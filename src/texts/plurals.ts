/** Texts with a number that only a browser will know. */
import { language } from './index.ts'

// A number of each kind that a language may tell apart; the last is what Romance languages count "of".
const samples = [...Array(120).keys(), 1_000_000]

/** The text for each kind of number that the language tells apart, by the name of the kind (`one`, `few`, `other`…). */
export function forms(text: (count: number) => string): Record<string, string> {
  const rules = new Intl.PluralRules(language())
  const kinds = rules.resolvedOptions().pluralCategories
  return Object.fromEntries(kinds.map((kind) => [kind, text(samples.find((count) => rules.select(count) === kind)!)]))
}
