/** Spaces to begin with, by what the community is for; in words of the catalogue, to be overwritten. */
import type { purposes } from '#modules/community/index.ts'
import { tAny } from '../../texts/index.ts'

const lines = 6

/** Suggestions and empty lines after them; none of what is open already. */
export function firstSpaces(purpose: (typeof purposes)[number], open: string[]): string[] {
  const names = [1, 2, 3]
    .map((number) => tAny(`admin:spaces.first.${purpose}.${number}`))
    .filter((name) => !open.includes(name))
  const suggested = open.length > 0 ? [] : names
  return [...suggested, ...Array<string>(lines - suggested.length).fill('')]
}
