/** Emoji by their names, from data that the build puts into a file of its own; fetched when the first is looked for. */
import data from 'virtual:emoji'

export interface Emoji {
  char: string
  /** As it is typed between colons. */
  name: string
  /** What screen readers say. */
  says: string
  words: string
}

export const emoji: Emoji[] = data.split('\n').map((line) => {
  const [char = '', says = '', names = ''] = line.split('\t')
  return { char, says, name: names.split(' ')[0]!, words: ` ${names.replaceAll('_', ' ')} ${says}` }
})

// What people reach for before they search: faces, hands, a heart, things of a community.
const liked = 'smile joy slightly_smiling_face wink heart_eyes thinking sweat_smile cry open_mouth sunglasses +1 -1 clap pray wave raised_hands muscle ok_hand heart sparkles tada fire rocket star bulb eyes 100 white_check_mark x warning question bug wrench hourglass_flowing_sand calendar coffee'
const byName = new Map(emoji.map((each) => [each.name, each]))
export const likedEmoji: Emoji[] = liked.split(' ').flatMap((name) => byName.get(name) ?? [])

/** Those whose name begins so, then those of which a word does. */
export function findEmoji(text: string, most: number): Emoji[] {
  const wanted = text.toLowerCase().replaceAll('_', ' ').trim()
  if (!wanted) return likedEmoji.slice(0, most)
  const underscored = wanted.replaceAll(' ', '_')
  const first = emoji.filter(({ name }) => name.startsWith(underscored))
  const rest = emoji.filter((each) => each.words.includes(` ${wanted}`) && !first.includes(each))
  return [...first.sort((one, other) => one.name.length - other.name.length), ...rest].slice(0, most)
}
