import type { Emoji } from './emoji-words.ts'

type Words = typeof import('./emoji-words.ts')

let words: Words | null = null
let coming: Promise<Words> | null = null

/** The file with the names, fetched once. One promise for all: answers come in the order of the letters. */
function fetchWords(): Promise<Words> {
  coming ??= import('./emoji-words.ts').then(
    (came) => {
      words = came
      return came
    },
    (error) => {
      coming = null
      throw error
    },
  )
  return coming
}

/** @returns at once what is known at once: a key that is pressed meanwhile must not meet the list of the letter before */
export function findEmoji(text: string, most: number): Emoji[] | Promise<Emoji[]> {
  if (words) return words.findEmoji(text, most)
  return fetchWords().then(({ findEmoji: find }) => find(text, most), () => [])
}
