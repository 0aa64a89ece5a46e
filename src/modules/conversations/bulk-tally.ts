/** What many threads count, set anew from what stands in the tables: exact, whatever was written before. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import { idList } from '#platform/many.ts'

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
    update thread set answer_count = told.answers, comment_count = told.comments, helpful_count = told.helpful,
      same_count = (select count(*) from thread_same where thread_same.thread_id = thread.id),
      active_at = coalesce(told.newest, thread.created_at), last_author_id = told.newest_author,
      first_response_at = told.first_response,
      accepted_post_id = case when told.accepted_stands then accepted_post_id end,
      accepted_at = case when told.accepted_stands then accepted_at end,
      accepted_by_id = case when told.accepted_stands then accepted_by_id end
    from (
      select asker.id,
        count(*) filter (where post.kind in ('answer', 'reply')) as answers,
        count(*) filter (where post.kind = 'comment') as comments,
        coalesce(max(post.helpful_count) filter (where post.kind = 'opening'), 0) as helpful,
        max(post.created_at) as newest,
        (array_agg(post.author_id order by post.created_at desc, post.id desc))[1] as newest_author,
        min(post.created_at) filter (where post.kind <> 'opening' and post.author_id <> asker.author_id) as first_response,
        coalesce(bool_or(post.id = asker.accepted_post_id), false) as accepted_stands
      from thread asker
      left join post on post.thread_id = asker.id and post.removed_at is null
        and (post.parent_id is null or not exists
          (select 1 from post parent where parent.id = post.parent_id and parent.removed_at is not null))
      where asker.id = any(${ids}) group by asker.id
    ) told
    where thread.id = told.id`.execute(tx.db)
  await sql`update thread_topic set active_at = thread.active_at from thread where thread.id = thread_topic.thread_id
    and thread.id = any(${ids}) and thread_topic.active_at <> thread.active_at`.execute(tx.db)
}
