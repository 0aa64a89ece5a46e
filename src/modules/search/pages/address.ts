import type { SearchQuery } from '../shapes.ts'

/** The address of a search, with something changed. What is not chosen is not in it. */
export function searchAddress(asked: Partial<SearchQuery>, changes: Partial<SearchQuery> = {}): string {
  const { q, kind, state, space, written, lang, by, topic, after, before, from, thanks } = { ...asked, ...changes }
  const words = new URLSearchParams()
  const chosen = { q, kind, state, written: written === 'always' ? undefined : written, lang, by, topic, after, before, from, thanks }
  for (const [name, value] of Object.entries(chosen)) if (value) words.set(name, String(value))
  for (const slug of space ?? []) words.append('space', slug)
  return `/search?${words}`
}
