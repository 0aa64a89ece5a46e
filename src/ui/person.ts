/** How ui sees somebody. Modules map their members to this. */
export interface Person {
  id: number
  name: string
  handle: string
  picture?: string | null | undefined
  role?: Role | undefined
  isNew?: boolean | undefined
}

export type Role =
  | 'member'
  | 'champion'
  | 'moderator'
  | 'product_owner'
  | 'support_agent'
  | 'community_manager'
  | 'administrator'

const TINTS = 8

/** h1…h8: the tint of initials. It hangs on the id, so a new name keeps its colour. */
export const tint = (person: Person) => `h${(Math.abs(person.id) % TINTS) + 1}`

/** Two letters at most; `Array.from` keeps letters outside the basic plane whole. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words
  return ends.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('')
}

export const memberHref = (person: Person) => `/members/${encodeURIComponent(person.handle)}`
