/** `folkmoot reindex`: fills the search index anew from what is stored. */
import { indexAllThreads } from '#modules/conversations/index.ts'
import { reindexAll } from '#modules/search/index.ts'
import { houseCtx } from '../base.ts'
import { boot } from '../boot.ts'
import { progressOf } from './progress.ts'

export async function run() {
  const base = await boot({ say: console.log, queue: false })
  await indexAllThreads(houseCtx(base), progressOf('Threads'))
  await reindexAll(houseCtx(base), progressOf('Members, topics, spaces'))
  await base.close()
}
