/** Texts for the site that is measured: sentences of the sample community, put together anew. */
import { readSample } from '#modules/importing/sample/load-sample.ts'
import { chance } from '#modules/importing/sample/chance.ts'

export interface Words {
  title(...seed: (string | number)[]): string
  /** About `length` characters of Markdown; one in five holds a block of code. */
  text(length: number, ...seed: (string | number)[]): string
}

const code = [
  'sensors:\n  - platform: modbus\n    name: flow_temperature\n    slave: 1\n    address: 30012\n    scan_interval: 30',
  "const reading = await linnet.read('outdoor')\nif (reading.celsius < -7) {\n  await linnet.set('curve', 1.4)\n}",
  'curl -s https://linnet.local/api/state \\\n  | jq ".circuits[0].flow" \\\n  | tee -a flow.log',
  'SELECT day, sum(kwh) AS used\nFROM meter\nWHERE circuit = 2\nGROUP BY day\nORDER BY day DESC;',
]
const languages = ['yaml', 'js', 'sh', 'sql']

export async function openWords(): Promise<Words> {
  const { threads } = await readSample()
  const bodies = threads.flatMap((thread) => [thread.body, ...thread.answers.map((answer) => answer.text)])
  const sentences = bodies.flatMap(sentencesOf)
  const titles = threads.map((thread) => thread.title)
  const one = <Each>(list: readonly Each[], ...seed: (string | number)[]) => list[Math.floor(chance(...seed) * list.length)]!
  return {
    // The end of one title behind the beginning of another: as many as are wanted, of words that people search for.
    title: (...seed) => {
      const [first, second] = [one(titles, 'first', ...seed).split(' '), one(titles, 'second', ...seed).split(' ')]
      return [...first.slice(0, 6), ...second.slice(-4)].join(' ').slice(0, 140)
    },
    text: (length, ...seed) => {
      const block = chance('code', ...seed) < 0.2 ? blockOf(Math.floor(chance('which', ...seed) * code.length)) : ''
      const parts: string[] = []
      for (let at = 0; parts.join(' ').length < length - block.length; at++) parts.push(one(sentences, at, ...seed))
      const half = Math.ceil(parts.length / 2)
      return `${parts.slice(0, half).join(' ')}\n\n${parts.slice(half).join(' ')}${block}`
    },
  }
}

const blockOf = (which: number) => `\n\n\`\`\`${languages[which]}\n${code[which]}\n\`\`\``

// Whole sentences of plain prose: no lists, no code, no mentions of people who are not here.
const sentencesOf = (body: string) =>
  body
    .split(/\n\n+/)
    .filter((part) => /^[A-Z]/.test(part) && !/[@`>|]/.test(part))
    .flatMap((part) => part.replace(/\s+/g, ' ').split(/(?<=[.!?]) /))
    .filter((sentence) => sentence.length > 30 && sentence.length < 220)
