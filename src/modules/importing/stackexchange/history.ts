/** Revisions out of PostHistory: rows of one revision belong together, and what one does not mention stays as it was. */
import MarkdownIt from 'markdown-it'
import type { Revision } from '../records.ts'
import type { People } from './people.ts'
import { type HistoryRow, tagsOf, timeOf } from './rows.ts'

// Initial, edited, and rolled back to; of title, body, tags.
const titles = new Set([1, 4, 7])
const bodies = new Set([2, 5, 8])
const tags = new Set([3, 6, 9])

export const isText = (type: number) => type >= 1 && type <= 9

// Older texts are kept as their authors typed them, in the Markdown of Stack Exchange, which knows HTML and no line
// breaks. Drawn and read back they are in ours, so that two revisions differ only in what was edited.
const theirs = new MarkdownIt({ html: true, linkify: true })

export function revisionsOf(rows: readonly HistoryRow[], people: People): Revision[] {
  const groups = [
    ...Map.groupBy(
      rows.filter((row) => isText(row.type)),
      (row) => row.revision,
    ).values(),
  ]
  let told: Pick<HistoryRow, 'text'> & { title: string | null; topics: string[] | null } = { text: '', title: null, topics: null }
  return groups.map((group) => {
    told = {
      text: said(group, bodies) ?? told.text,
      title: said(group, titles) ?? told.title,
      topics: topicsOf(group) ?? told.topics,
    }
    const [first] = group
    return {
      title: told.title,
      topics: told.topics,
      body: { html: theirs.render(told.text), flavour: 'stackexchange' },
      author: first!.user === null && !first!.userName ? null : people.author(first!.user, first!.userName),
      at: timeOf(first!.created),
      reason: group.find((row) => row.comment)?.comment ?? '',
    }
  })
}

const said = (group: HistoryRow[], types: Set<number>) => group.find((row) => types.has(row.type))?.text

function topicsOf(group: HistoryRow[]): string[] | undefined {
  const told = said(group, tags)
  return told === undefined ? undefined : tagsOf(told)
}

/** Why a question was closed: Stack Exchange keeps a number, of an older list or of a newer one. */
const reasons: Record<string, 'duplicate' | 'offTopic' | 'subjective' | 'unclear' | 'tooBroad' | 'tooLocal' | 'noise'> = {
  1: 'duplicate',
  2: 'offTopic',
  3: 'subjective',
  4: 'unclear',
  7: 'tooLocal',
  10: 'tooBroad',
  20: 'noise',
  101: 'duplicate',
  102: 'offTopic',
  103: 'unclear',
  104: 'tooBroad',
  105: 'subjective',
}

export type CloseReason = (typeof reasons)[string] | 'other'

/** Null where the dump does not tell. */
export function closeReason(rows: readonly HistoryRow[]): CloseReason | null {
  const closing = rows.findLast((row) => row.type === 10)
  return closing ? (reasons[closing.comment.trim()] ?? 'other') : null
}
