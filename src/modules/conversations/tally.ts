/**
 * The counts and moments that a thread carries, set anew from its posts. Recounting under the lock of the thread is
 * exact by construction, whatever was written, removed, moved or merged; a thread of 5,000 answers takes milliseconds.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'

/** What a thread takes over from `told`. */
export const asTold = sql`
  answer_count = told.answers, comment_count = told.comments, helpful_count = told.helpful,
  active_at = coalesce(told.newest, thread.created_at), last_author_id = told.newest_author, first_response_at = told.first_response,
  accepted_post_id = case when told.accepted_stands then accepted_post_id end,
  accepted_at = case when told.accepted_stands then accepted_at end,
  accepted_by_id = case when told.accepted_stands then accepted_by_id end`

/** A row for each of the threads `asker` for which the condition holds: what its visible posts tell. */
export const toldBy = (condition: RawBuilder<unknown>) => sql`
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
    and (post.parent_id is null or not exists (select 1 from post parent where parent.id = post.parent_id and parent.removed_at is not null))
  where ${condition} group by asker.id`

export async function retally(tx: Ctx, threadId: number): Promise<void> {
  await sql`
    with tallied as (update thread set ${asTold} from (${toldBy(sql`asker.id = ${threadId}`)}) told
    where thread.id = ${threadId} returning thread.id, thread.active_at)
    update thread_topic set active_at = tallied.active_at from tallied
    where tallied.id = thread_topic.thread_id and thread_topic.active_at <> tallied.active_at`.execute(tx.db)
}

/** How many comments hang under a post. */
export async function retallyPost(tx: Ctx, postId: number): Promise<void> {
  await sql`
    update post set comment_count = (select count(*) from post child where child.parent_id = post.id and child.kind = 'comment' and child.removed_at is null)
    where id = ${postId}`.execute(tx.db)
}
