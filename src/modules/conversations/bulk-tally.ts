/** What many threads count, set anew from what stands in the tables: exact, whatever was written before. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'
import { asTold, toldBy } from './tally.ts'

/** Sets what these threads and their posts count, exactly as `retally` does for one. */
export async function tallyThreads(tx: Ctx, threadIds: readonly number[]): Promise<void> {
  const ids = idList(threadIds)
  await sql`
    update post set helpful_count = told.up, score = told.score, comment_count = told.comments from (
      select post.id, count(vote.id) filter (where value > 0) as up, coalesce(sum(value), 0) as score,
        (select count(*) from post child
          where child.parent_id = post.id and child.kind = 'comment' and child.removed_at is null) as comments
      from post left join vote on vote.post_id = post.id where post.thread_id = any(${ids}) group by post.id) told
    where told.id = post.id
      and (post.helpful_count, post.score, post.comment_count) is distinct from (told.up, told.score, told.comments)`.execute(tx.db)
  await sql`
    update thread set ${asTold}, same_count = (select count(*) from thread_same where thread_same.thread_id = thread.id)
    from (${toldBy(sql`asker.id = any(${ids})`)}) told
    where thread.id = told.id`.execute(tx.db)
  await sql`update thread_topic set active_at = thread.active_at from thread where thread.id = thread_topic.thread_id
    and thread.id = any(${ids}) and thread_topic.active_at <> thread.active_at`.execute(tx.db)
}
