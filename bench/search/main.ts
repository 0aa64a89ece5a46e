/**
 * `npm run bench:search`: how good the search is, measured on real questions, through the product's own code.
 *   --corpus C --queries Q --qrels R [--threads T]   another set of the same layout
 *   --engine pglite|postgres                         one of the two; both without it
 *   --set NAME                                       only sets whose name holds this
 *   --weights '{"age":0}'                            other weights than those that come with the product
 *   --language de                                    another grammar; one that there is none for cuts no words
 *   --ablate                                         also without each part of the order
 *   --times                                          instead: how long searches take at 100,000 posts of one set (Slicer, or that of --set)
 *   --json                                           one line a set
 */
import { parseArgs } from 'node:util'
import { measure, type Row } from './run.ts'
import { ablated, dataFolder, developmentSets, givenSets, type SetOf } from './sets.ts'
import { timesOf } from './times.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({
  options: { corpus: text, queries: text, qrels: text, threads: text, engine: text, set: text, weights: text, language: text, json: { type: 'boolean' }, ablate: { type: 'boolean' }, times: { type: 'boolean' } },
})

function chosenSets(): SetOf[] {
  const { corpus, queries, qrels, threads, set = '' } = values
  if (corpus && queries && qrels) return givenSets({ corpus, queries, qrels, threads })
  if (corpus || queries || qrels) throw new Error('A set needs all three: --corpus, --queries, --qrels.')
  return developmentSets().filter(({ name }) => name.toLowerCase().includes(set.toLowerCase()))
}

function engines(): (string | undefined)[] {
  const { engine } = values
  if (engine && engine !== 'pglite' && engine !== 'postgres') throw new Error('--engine is pglite or postgres.')
  return [...(engine === 'postgres' ? [] : [undefined]), ...(engine === 'pglite' ? [] : [process.env.BENCH_DATABASE_URL])]
}

const one = (figure: number) => figure.toFixed(1)
const columns = ['set', 'typed', 'engine', 'queries', 'recall@5', 'recall@10', 'MRR@10', 'target', '', 'p50 ms', 'p95 ms', 'filled s']

const cells = (row: Row) => [
  row.set.without ? `${row.set.name}, without ${row.set.without}` : row.set.name, row.set.typed, row.engine, String(row.queries), one(row.recall5), one(row.recall10), one(row.mrr10),
  row.set.target === undefined ? '–' : `≥ ${row.set.target}`, verdict(row), one(row.p50), one(row.p95), row.filled.toFixed(0),
]

const verdict = ({ set, recall10 }: Row) => (set.target === undefined ? '' : recall10 >= set.target ? 'reached' : 'BELOW')

function say(row: Row) {
  if (!values.json) return console.log(`| ${cells(row).join(' | ')} |`)
  const { set, engine, ...figures } = row
  console.log(JSON.stringify({ set: set.name, typed: set.typed, without: set.without ?? null, engine, target: set.target ?? null, ...figures }))
}

async function sayTimes(server: string | undefined) {
  const set = chosenSets().find(({ name }) => values.set !== undefined || name.startsWith('Slicer'))
  if (!set) throw new Error(`No set to measure: there is nothing in ${dataFolder}.`)
  const { engine, threads, posts, filled, rows } = await timesOf(set, server)
  if (values.json) return console.log(JSON.stringify({ engine, threads, posts, filled, rows }))
  console.log(`\n${engine}: ${posts} posts in ${threads} threads, filled in ${filled.toFixed(0)} s\n\n| | p50 ms | p95 ms |\n|---|---|---|`)
  for (const { what, times } of rows) console.log(`| ${what} | ${one(times.p50)} | ${one(times.p95)} |`)
}

if (values.times) {
  for (const server of engines()) await sayTimes(server)
  process.exit()
}
const sets = values.ablate ? ablated(chosenSets()) : chosenSets()
if (sets.length === 0) console.log(`No set to measure: there is nothing in ${dataFolder}. Name one with --corpus, --queries, --qrels.`)
else if (!values.json) console.log(`| ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length)}`)
const wish = { weights: JSON.parse(values.weights ?? '{}'), language: values.language ?? 'en' }
let below = 0
for (const server of engines()) {
  for (const group of Map.groupBy(sets, ({ corpus }) => corpus).values()) {
    for (const row of await measure(group, server, wish)) {
      say(row)
      if (verdict(row) === 'BELOW') below++
    }
  }
}
process.exitCode = below > 0 ? 1 : 0
