/** The sets that the search is measured on, and what each must reach. They stand beside the project, never in it. */
import { existsSync } from 'node:fs'
import path from 'node:path'

export interface SetOf {
  name: string
  corpus: string
  queries: string
  qrels: string
  /** Whole threads with their answers, where the set has them. */
  threads: string | undefined
  /** What is typed: a title with its body, or the title alone. */
  typed: 'title+body' | 'title'
  /** Recall among the first ten, in percent. */
  target: number | undefined
  /** A part of the ranking that is left out, to see what it is worth. */
  without?: Part
}

export const parts = ['letters', 'anchors', 'links', 'age'] as const
export type Part = (typeof parts)[number]

/** Each set as it is, and without each part. */
export const ablated = (sets: readonly SetOf[]): SetOf[] =>
  sets.flatMap((set) => [set, ...parts.map((without) => ({ ...set, without, target: undefined }))])

/** Where `npm run bench:search` looks for them. */
export const dataFolder = path.resolve(process.env.FOLKMOOT_SHARED ?? '../shared', 'data')

const known: [string, string, string, SetOf['typed'], number][] = [
  ['AskUbuntu pairs', 'duplicate-questions/askubuntu-pairs', 'qrels.tsv', 'title+body', 58],
  ['AskUbuntu pairs', 'duplicate-questions/askubuntu-pairs', 'qrels.tsv', 'title', 50],
  ['Urho3D strict', 'discourse-urho3d', 'qrels-strict.tsv', 'title+body', 42],
  ['Slicer strict', 'discourse-slicer', 'qrels-strict.tsv', 'title+body', 37],
  ['Slicer strict', 'discourse-slicer', 'qrels-strict.tsv', 'title', 28],
  ['Slicer links', 'discourse-slicer', 'qrels.tsv', 'title+body', 32],
  ['StackFAQ', 'faq-deflection/stackfaq', 'qrels.tsv', 'title+body', 79],
  ['MedQuAD/LiveQA', 'medquad-liveqa', 'qrels.tsv', 'title+body', 29],
]

/** The development sets; none when their folder is not there. */
export function developmentSets(): SetOf[] {
  if (!existsSync(dataFolder)) return []
  return known.map(([name, folder, qrels, typed, target]) => {
    const at = path.join(dataFolder, folder, 'retrieval')
    return { name, typed, target, ...filesAt(at, path.join(at, qrels)) }
  })
}

/** Any other set of the same layout, in both ways of typing. */
export function givenSets(given: { corpus: string; queries: string; qrels: string; threads?: string | undefined }): SetOf[] {
  const name = path.basename(path.dirname(path.dirname(path.resolve(given.corpus))))
  const threads = given.threads ?? threadsBeside(path.dirname(given.corpus))
  return (['title+body', 'title'] as const).map((typed) => ({ name, ...given, threads, typed, target: undefined }))
}

const filesAt = (folder: string, qrels: string) => ({
  corpus: path.join(folder, 'corpus.jsonl.gz'),
  queries: path.join(folder, 'queries.jsonl.gz'),
  qrels,
  threads: threadsBeside(folder),
})

/** The whole threads of a forum stand in the folder above its retrieval files. */
function threadsBeside(folder: string): string | undefined {
  return ['topics.jsonl.gz', 'topics-json.tar.gz'].map((name) => path.join(folder, '..', name)).find((file) => existsSync(file))
}
