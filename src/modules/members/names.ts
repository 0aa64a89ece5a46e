/** Names that people can tell apart: nothing empty, nothing invisible, nobody passing for the team. */
import type { Ctx } from '#platform/ctx.ts'
import { Invalid } from '#platform/problems.ts'

// Marks without a width and marks that turn the direction of what follows.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u
const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
]

export function isName(name: string): boolean {
  if (invisible.test(name.replace(/[\u200c\u200d]/g, '')) || !/\p{L}/u.test(name)) return false
  if (/\p{M}{3,}/u.test(name)) return false
  return name.split(/[\s\-']+/).every((word) => alphabets.filter((letters) => letters.test(word)).length < 2)
}

// Letters of other alphabets, and digits, that look like a Latin letter.
const twins: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  х: 'x',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  0: 'o',
  1: 'l',
  3: 'e',
  5: 's',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  '|': 'l',
  $: 's',
  '@': 'a',
}

/** What a name looks like at a glance. Two names with the same look would be taken for one person. */
export function lookOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const letters = Array.from(plain, (letter) => twins[letter] ?? letter).join('')
  return letters
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/i/g, 'l')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const houseWords = [
  'admin',
  'administrator',
  'moderator',
  'moderation',
  'staff',
  'support',
  'official',
  'system',
  'root',
  'team',
]

/**
 * Refuses a name that would be taken for somebody of the team, for the house, or for the community itself.
 */
export async function refuseMistaken(
  ctx: Pick<Ctx, 'db'>,
  name: string,
  community: string,
  own: number | null = null,
): Promise<void> {
  const team = await ctx.db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('role', 'not in', ['member', 'champion'])
    .where('removedAt', 'is', null)
    .execute()
  const taken = [
    ...houseWords,
    community,
    `${community} team`,
    ...team.filter(({ id }) => id !== own).map((each) => each.name),
  ]
  if (taken.some((each) => lookOf(each) === lookOf(name)))
    throw new Invalid({ name: 'members:name.mistaken' })
}
