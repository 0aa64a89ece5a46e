/** What must always hold of conversations. `doctor --data` asks each. */
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Invariant } from '#platform/module.ts'
import { miscounted } from './credit.ts'

const shown = 20

function rule(name: string, text: string): Invariant {
  return {
    name,
    find: async (ctx: Ctx) => {
      const { rows } = await sql<{
        what: string
      }>`select what::text from (${sql.raw(text)}) broken (what) limit ${sql.lit(shown)}`.execute(ctx.db)
      return rows.map((row) => row.what)
    },
  }
}

const visible = `post.removed_at is null and (post.parent_id is null or not exists
  (select 1 from post parent where parent.id = post.parent_id and parent.removed_at is not null))`

export const invariants: Invariant[] = [
  rule(
    'each thread has one opening, or was merged',
    `select 'thread ' || id from thread where merged_into_id is null and not exists (select 1 from post where thread_id = thread.id and kind = 'opening')`,
  ),
  rule(
    'a thread counts its answers and comments',
    `select 'thread ' || id from thread where
       answer_count <> (select count(*) from post where thread_id = thread.id and kind in ('answer', 'reply') and ${visible})
       or comment_count <> (select count(*) from post where thread_id = thread.id and kind = 'comment' and ${visible})`,
  ),
  rule(
    'a thread is as recent as its newest post',
    `select 'thread ' || id from thread where merged_into_id is null
       and active_at <> (select coalesce(max(created_at), thread.created_at) from post where thread_id = thread.id and ${visible})`,
  ),
  rule(
    'a post counts its comments',
    `select 'post ' || id from post where comment_count <> (select count(*) from post child where child.parent_id = post.id and child.kind = 'comment' and child.removed_at is null)`,
  ),
  rule(
    'a post counts its votes',
    `select 'post ' || id from post left join (select post_id, count(*) filter (where value > 0) as up, sum(value) as score from vote group by post_id) told on told.post_id = post.id
       where post.helpful_count <> coalesce(told.up, 0) or post.score <> coalesce(told.score, 0)`,
  ),
  rule(
    'a post counts its reactions',
    `select 'post ' || post.id from post left join (select post_id, jsonb_object_agg(kind, people) as counted
         from (select post_id, kind, count(*) as people from reaction group by post_id, kind) said group by post_id) told on told.post_id = post.id
       where post.reactions <> coalesce(told.counted, '{}')`,
  ),
  rule(
    'a poll counts its ballots',
    `select 'poll ' || poll.id from poll where voter_count <> (select count(*) from ballot where poll_id = poll.id)
       or exists (select 1 from poll_option where poll_id = poll.id and ballot_count <> (select count(*) from ballot where ballot.poll_id = poll.id
         and number = any(case poll.way when 'ranked' then ballot.choices[1:1] else ballot.choices end)))`,
  ),
  rule(
    'an anonymous ballot names nobody, and an open one its member',
    `select 'poll ' || poll.id from poll join ballot on ballot.poll_id = poll.id
       where case when poll.anonymous then ballot.member_id is not null or ballot.at is not null else ballot.voter <> coalesce(ballot.member_id::text, '') end`,
  ),
  rule(
    'a thread counts who has it too',
    `select 'thread ' || id from thread left join (select thread_id, count(*) as people from thread_same group by thread_id) told on told.thread_id = thread.id where same_count <> coalesce(told.people, 0)`,
  ),
  rule(
    'an accepted answer stands in its question and is not removed',
    `select 'thread ' || thread.id from thread left join post on post.id = thread.accepted_post_id and post.thread_id = thread.id
       where accepted_post_id is not null and (post.id is null or post.kind <> 'answer' or post.removed_at is not null or thread.kind <> 'question')`,
  ),
  rule(
    'answers stand in questions and replies in discussions',
    `select 'post ' || post.id from post join thread on thread.id = post.thread_id where (post.kind = 'answer' and thread.kind <> 'question') or (post.kind = 'reply' and thread.kind <> 'discussion')`,
  ),
  rule(
    'a comment hangs under a post of its thread',
    `select 'post ' || post.id from post left join post parent on parent.id = post.parent_id where post.kind = 'comment' and (parent.id is null or parent.thread_id <> post.thread_id or parent.kind = 'comment')`,
  ),
  rule(
    'an edited post has every revision, and the newest is what is shown',
    `select 'post ' || post.id from post where version > 1 and (
       (select count(*) from post_revision where post_id = post.id) <> version
       or (select body from post_revision where post_id = post.id order by number desc limit 1) is distinct from body)`,
  ),
  rule(
    'a thread of a topic carries its time there',
    `select 'thread ' || thread_id from thread_topic join thread on thread.id = thread_topic.thread_id where thread_topic.active_at <> thread.active_at`,
  ),
  rule(
    'what is followed is there',
    `select 'member ' || member_id || ' follows ' || kind || ' ' || subject_id from follow where
       (kind = 'space' and not exists (select 1 from space where id = subject_id)) or (kind = 'topic' and not exists (select 1 from topic where id = subject_id))
       or (kind = 'member' and not exists (select 1 from member where id = subject_id))`,
  ),
  rule(
    'a merged thread leads to one that is not merged',
    `select 'thread ' || thread.id from thread join thread target on target.id = thread.merged_into_id where target.merged_into_id is not null`,
  ),
  rule(
    'every thread in use can be found',
    `select 'thread ' || id from thread where removed_at is null and not exists (select 1 from search_document where kind = thread.kind and subject_id = thread.id)
      and not exists (select 1 from search_stale where kind = 'thread' and subject_id = thread.id)`,
  ),
  rule(
    'every started thread and written post is a fact',
    `select 'thread ' || id from thread where not exists (select 1 from fact where name = 'thread.started' and subject_id = thread.id)
     union all select 'post ' || id from post where kind in ('answer', 'reply', 'comment')
       and not exists (select 1 from fact where name = 'post.written' and subject_id = post.id)
       and not exists (select 1 from fact where name = 'post.moved' and subject_id = post.id)`,
  ),
  {
    name: 'a member counts what they wrote, where who looks may see it',
    find: async (ctx) => (await miscounted(ctx, shown)).map((id) => `member ${id}`),
  },
]
