/** Lets search find what a run has touched, as it is now. The one place where importing knows of the index. */
import { type Ctx, transaction } from '#platform/ctx.ts'
import { indexThreads } from '#modules/conversations/index.ts'
import { indexSubjects, keepCounted, tidy } from '#modules/search/index.ts'
import { pages } from './pages.ts'
import type { OnStep } from './settle.ts'

export interface Touched {
  threads: number[]
  members: number[]
  topics: number[]
  spaces: number[]
}

const page = 300
// From here on the engine should look at its tables anew before it is asked.
const many = 1000

export async function makeFindable(ctx: Ctx, { threads, members, topics, spaces }: Touched, onStep: OnStep): Promise<void> {
  const work = [
    ...pages(threads, page).map((ids) => ({ ids, index: (tx: Ctx) => indexThreads(tx, ids) })),
    ...pages(members, page).map((ids) => ({ ids, index: (tx: Ctx) => indexSubjects(tx, 'member', ids) })),
    ...pages(topics, page).map((ids) => ({ ids, index: (tx: Ctx) => indexSubjects(tx, 'topic', ids) })),
    ...pages(spaces, page).map((ids) => ({ ids, index: (tx: Ctx) => indexSubjects(tx, 'space', ids) })),
  ]
  const of = threads.length + members.length + topics.length + spaces.length
  let done = 0
  for (const { ids, index } of work) {
    await transaction(ctx, index)
    done += ids.length
    onStep('indexing', done, of)
  }
  await keepCounted(ctx)
  if (of > many) await tidy(ctx)
}
