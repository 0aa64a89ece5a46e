/** What somebody typed, taken apart: words, phrases, words that must not be there, and operators. */
export interface Wanted {
  words: string[]
  phrases: string[]
  without: string[]
  operators: Record<string, string>
}

const operatorNames = new Set(['topic', 'space', 'by', 'is', 'before', 'after', 'kind'])
const piece = /(-?)(?:(\w+):)?(?:"([^"]*)"|(\S+))/g

export function readWords(text: string): Wanted {
  const wanted: Wanted = { words: [], phrases: [], without: [], operators: {} }
  for (const [, minus, name, phrase, word] of text.slice(0, 400).matchAll(piece)) {
    const value = phrase ?? word ?? ''
    if (name && operatorNames.has(name)) wanted.operators[name] = value
    else if (minus) wanted.without.push(value)
    else if (phrase !== undefined) wanted.phrases.push(phrase)
    else wanted.words.push(name ? `${name}:${value}` : value)
  }
  return wanted
}

/** True when there is anything to look for, beside filters. */
export const hasWords = ({ words, phrases }: Wanted) => words.length + phrases.length > 0
