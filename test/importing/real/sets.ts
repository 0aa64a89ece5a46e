/** The real exports that lie beside the repository, and what must come of each. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '#modules/importing/index.ts'
import { rootFolder } from '../../../src/root.ts'
import type { Input } from './command.ts'
import { discourseSums, stackExchangeSums, type Sum } from './sums.ts'

export interface RealSet {
  name: string
  title: string
  input: Input
  /** Imported before, into the same place: an older export of the same site. */
  older?: Input
  sums: (report: Report) => Sum[]
}

const data = path.resolve(rootFolder(), '../shared/data')
export const here = existsSync(data)

const golden = (folder: string) => JSON.parse(readFileSync(path.join(data, folder, 'expected.json'), 'utf8'))
const dump = (name: string): Input => ({ kind: 'stackexchange', file: path.join(data, 'stackexchange-dumps', `${name}.tar.gz`) })
const sumsOfDump = (name: string) => (report: Report) => stackExchangeSums(golden('stackexchange-dumps')[name], report)
const forum = (folder: string, file: string): Pick<RealSet, 'input' | 'sums'> => ({
  input: { kind: 'discourse', file: path.join(data, folder, file) },
  sums: (report) => discourseSums(golden(folder), report),
})

const [older, newer, meta] = ['beer.stackexchange.com-2014-05', 'beer.stackexchange.com-2020-06', 'meta.beer.stackexchange.com-2014-05'] as const

export const sets: RealSet[] = [
  { name: 'meta', title: 'Stack Exchange, meta.beer 2014-05', input: dump(meta), sums: sumsOfDump(meta) },
  { name: 'beer-2014', title: 'Stack Exchange, beer 2014-05', input: dump(older), sums: sumsOfDump(older) },
  { name: 'beer-2020', title: 'Stack Exchange, beer 2020-06', input: dump(newer), sums: sumsOfDump(newer) },
  { name: 'beer-later', title: 'the same, 2020-06 on top of 2014-05', input: dump(newer), older: dump(older), sums: sumsOfDump(newer) },
  { name: 'urho3d', title: 'Discourse, Urho3D (JSON)', ...forum('discourse-urho3d', 'topics-json.tar.gz') },
  { name: 'slicer', title: 'Discourse, Slicer (JSON Lines)', ...forum('discourse-slicer', 'topics.jsonl.gz') },
]
