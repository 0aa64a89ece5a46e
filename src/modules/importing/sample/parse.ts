/** The written form of the sample community: people.md, and one file a space. How it is written stands in README.md here. */

export interface Person {
  key: string
  name: string
  role: string
  joinedDays: number
  products: string[]
  expertise: string[]
  title: string
  about: string
}

export interface Said {
  author: string
  /** Behind the thread, in minutes. */
  delay: number
  text: string
}

export interface Answer extends Said {
  accepted: boolean
  helpful: number
  comments: Said[]
}

export interface Thread {
  space: string
  kind: 'question' | 'discussion'
  title: string
  author: string
  ageDays: number
  /** Since midnight, in minutes. */
  minute: number
  topics: string[]
  products: string[]
  views: number
  same: number
  helpful: number
  pinned: boolean
  closed: string | null
  body: string
  comments: Said[]
  answers: Answer[]
}

type Fields = Map<string, string>

/** `joined: 58d | products: Moss 5, Linnet | pinned` */
function fieldsOf(parts: string[]): Fields {
  return new Map(
    parts.map((part) => {
      const colon = part.indexOf(':')
      return colon < 0 ? [part.trim(), ''] : [part.slice(0, colon).trim(), part.slice(colon + 1).trim()]
    }),
  )
}

const listOf = (text = '') =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
const unit = { m: 1, h: 60, d: 1440 }

function delayOf(text: string): number {
  const [, number, letter] = /^\+(\d+)([mhd])$/.exec(text) ?? []
  if (!number) throw new Error(`No delay: ${text}`)
  return Number(number) * unit[letter as 'm']
}

/** Splits a file at the lines that begin a block; what stands before the first is left out. */
function blocks(text: string, marker: RegExp): { head: string; body: string }[] {
  const lines = text.split('\n')
  const starts = lines.flatMap((line, index) => (marker.test(line) ? [index] : []))
  return starts.map((start, index) => ({
    head: lines[start]!,
    body: lines
      .slice(start + 1, starts[index + 1])
      .join('\n')
      .trim(),
  }))
}

export function parsePeople(text: string): Person[] {
  return blocks(text, /^=== /).map(({ head, body }) => {
    const [key, name, role] = head
      .slice(4)
      .split('|')
      .map((each) => each.trim())
    const [line = '', ...about] = body.split('\n')
    const fields = fieldsOf(line.slice(1).split('|'))
    return {
      key: key!,
      name: name!,
      role: role!,
      joinedDays: Number.parseInt(fields.get('joined') ?? '0', 10),
      title: fields.get('title') ?? '',
      products: listOf(fields.get('products')),
      expertise: listOf(fields.get('expertise')),
      about: about.join('\n').trim(),
    }
  })
}

export function parseThreads(space: string, text: string): Thread[] {
  return blocks(text, /^=== /).map(({ head, body }) => threadOf(space, head, body))
}

function threadOf(space: string, head: string, text: string): Thread {
  const [kind, ...title] = head.slice(4).split('|')
  const [line = '', ...rest] = text.split('\n')
  const [when = '', ...parts] = line.slice(1).split('|')
  const [author, age, clock] = when.trim().split(' ')
  const [hours, minutes] = clock!.split(':').map(Number)
  const fields = fieldsOf(parts)
  const count = (key: string) => Number(fields.get(key) ?? 0)
  return {
    space,
    kind: kind!.trim() as Thread['kind'],
    title: title.join('|').trim(),
    author: author!,
    ageDays: Number.parseInt(age!, 10),
    minute: hours! * 60 + minutes!,
    topics: listOf(fields.get('topics')),
    products: listOf(fields.get('products')),
    views: count('views'),
    same: count('same'),
    helpful: count('helpful'),
    pinned: fields.has('pinned'),
    closed: fields.get('closed') ?? null,
    ...postsOf(rest.join('\n')),
  }
}

function postsOf(text: string): Pick<Thread, 'body' | 'comments' | 'answers'> {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => /^(>>>|\.\.\.) /.test(line))
  const opening = {
    body: (first < 0 ? text : lines.slice(0, first).join('\n')).trim(),
    comments: [] as Said[],
    answers: [] as Answer[],
  }
  let under: { comments: Said[] } = opening
  for (const { head, body } of blocks(text, /^(>>>|\.\.\.) /)) {
    if (head.startsWith('...')) under.comments.push(commentOf(head))
    else {
      const answer = answerOf(head, body)
      opening.answers.push(answer)
      under = answer
    }
  }
  return opening
}

function answerOf(head: string, text: string): Answer {
  const [who = '', ...parts] = head.slice(4).split('|')
  const [author, delay] = who.trim().split(' ')
  const fields = fieldsOf(parts)
  return {
    author: author!,
    delay: delayOf(delay!),
    text,
    accepted: fields.has('accepted'),
    helpful: Number(fields.get('helpful') ?? 0),
    comments: [],
  }
}

function commentOf(head: string): Said {
  const bar = head.indexOf('|')
  const [author, delay] = head.slice(4, bar).trim().split(' ')
  return { author: author!, delay: delayOf(delay!), text: head.slice(bar + 1).trim() }
}
