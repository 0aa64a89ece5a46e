/** The language that a text is written in, as well as it can be told from what there is of it. */
import { detectAll } from 'tinyld/light'

// Letters: of less nobody could tell, and a wrong guess is worse than none.
const least = 18
const mostRead = 2_000
// The best guess must be this good, and so many times better than the next.
const sure = 0.1
const ahead = 1.5

/** @param text what people read: without code, quotes and addresses */
export function languageIn(text: string): string | null {
  const words = text
    .slice(0, mostRead)
    .replace(/\S*(?:\/\/|@|\.\w)\S*/g, ' ')
    .replace(/[\d_`*#>|[\](){}]+/g, ' ')
  return byScript(words) ?? (lettersIn(words) < least ? null : byWords(words))
}

const lettersIn = (text: string) => text.replace(/\P{L}/gu, '').length
const share = (text: string, script: RegExp) => (text.match(script)?.length ?? 0) / Math.max(1, lettersIn(text))

/** Scripts that say it with a few letters. */
function byScript(text: string): string | null {
  if (lettersIn(text) < 4) return null
  if (share(text, /[\p{sc=Hiragana}\p{sc=Katakana}]/gu) > 0.15) return 'ja'
  if (share(text, /\p{sc=Hangul}/gu) > 0.3) return 'ko'
  if (share(text, /\p{sc=Han}/gu) > 0.5) return 'zh'
  if (share(text, /\p{sc=Hebrew}/gu) > 0.5) return 'he'
  if (share(text, /\p{sc=Greek}/gu) > 0.5) return 'el'
  if (share(text, /\p{sc=Thai}/gu) > 0.5) return 'th'
  // Letters that Persian and Urdu have beside the Arabic ones.
  if (share(text, /\p{sc=Arabic}/gu) > 0.5) return /[پچژگ]/u.test(text) ? null : 'ar'
  return null
}

/** The small words that no sentence goes without. They tell languages apart where names and terms mislead. */
const smallWords: Record<string, string> = {
  en: 'the and is to of you it that with for this not are have can my but how was be what when if',
  de: 'der die das und ist nicht ich zu mit den ein eine auf für von wie auch aber wenn es im dem sich mein',
  es: 'el la los las que de en y no es un una por con para se lo como pero del mi está cuando al',
  fr: 'le la les des et est une un que dans pas pour ce je il sur vous mais avec qui du mon au quand',
  pt: 'o os as que de em não um uma para com é do da no na por se mas como meu eu ao quando',
  it: 'il la che di un una non per con è sono del della ma come mi lo gli nel alla quando',
  nl: 'de het een en van ik niet dat is op te met voor maar zijn mijn aan als wat er heb bij',
}
const languagesOf = new Map<string, string[]>()
for (const [code, words] of Object.entries(smallWords)) for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), code])

/** How many words of the text speak for each language; one that several share speaks a little for each. */
function votesOf(text: string): [code: string, votes: number][] {
  const votes = new Map<string, number>()
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const codes = languagesOf.get(word) ?? []
    for (const code of codes) votes.set(code, (votes.get(code) ?? 0) + 1 / codes.length)
  }
  return [...votes].sort(([, one], [, other]) => other - one)
}

const few = 3
const clearly = 2

function byWords(text: string): string | null {
  const [most, next] = votesOf(text)
  if (most && most[1] >= few && most[1] >= clearly * (next?.[1] ?? 0)) return most[0]
  const [first, second] = detectAll(text)
  if (!first || first.accuracy < sure || first.accuracy < ahead * (second?.accuracy ?? 0)) return null
  // Two ways of looking that do not agree are no answer.
  return most && most[1] >= 1 && most[0] !== first.lang ? null : first.lang
}
