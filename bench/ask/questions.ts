/** The first real questions of the Slicer forum that have an older twin, and the forum as it stood when each was asked. */
import { createReadStream, existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type Query, readQueries, readRights } from '../search/read.ts'
import { dataFolder, developmentSets, type SetOf } from '../search/sets.ts'

export interface Question extends Query {
  before: number
  /** Foreign ids of the threads that answer it. */
  twins: string[]
}

export const set = (): SetOf | undefined => developmentSets().find(({ name, typed }) => name === 'Slicer strict' && typed === 'title')
const topicsFile = path.join(dataFolder, 'discourse-slicer', 'topics.jsonl.gz')
export const isThere = () => existsSync(topicsFile)

/** @returns the first so many of the set, none chosen, in the order in which they were asked */
export async function firstQuestions(of: SetOf, count: number): Promise<Question[]> {
  const rights = await readRights(of.qrels)
  const queries = new Map((await readQueries(of.queries)).map((query) => [query.id, query]))
  return [...rights].slice(0, count)
    .map(([id, twins]) => ({ ...queries.get(id)!, twins: [...twins.keys()] }) as Question)
    .sort((one, other) => one.before - other.before)
}

interface Topic {
  created_at: string
  posts: { created_at: string }[]
}

/** All topics that were begun before a moment. */
export async function topicsUntil(moment: number): Promise<Topic[]> {
  const topics: Topic[] = []
  for await (const line of createInterface({ input: createReadStream(topicsFile).pipe(createGunzip()), crlfDelay: Infinity })) {
    const topic = JSON.parse(line) as Topic
    if (Date.parse(topic.created_at) < moment) topics.push(topic)
  }
  return topics
}

/** An export as it would have been made at that moment: no topic and no post of later. */
export async function writeExport(file: string, topics: readonly Topic[], moment: number) {
  const before = ({ created_at }: { created_at: string }) => Date.parse(created_at) < moment
  const lines = topics.filter(before).map((topic) => JSON.stringify({ ...topic, posts: topic.posts.filter(before) }))
  await writeFile(file, `${lines.join('\n')}\n`)
}
