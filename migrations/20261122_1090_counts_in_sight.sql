-- What a member's figures count is what whoever looks may see: the counters that were there count what everyone may see,
-- the inside ones what every member may see. What stands in closer spaces, or was removed, is in neither.
alter table member
  add column inside_question_count int not null default 0,
  add column inside_discussion_count int not null default 0,
  add column inside_answer_count int not null default 0,
  add column inside_accepted_count int not null default 0,
  add column inside_helpful_count int not null default 0;

update member set
  question_count = told.questions, discussion_count = told.discussions, answer_count = told.answers,
  accepted_count = told.accepted, helpful_count = told.helpful,
  inside_question_count = told.inside_questions, inside_discussion_count = told.inside_discussions,
  inside_answer_count = told.inside_answers, inside_accepted_count = told.inside_accepted,
  inside_helpful_count = told.inside_helpful
from (
  select author.id,
    coalesce(sum(questions) filter (where see = 'everyone'), 0) as questions,
    coalesce(sum(discussions) filter (where see = 'everyone'), 0) as discussions,
    coalesce(sum(answers) filter (where see = 'everyone'), 0) as answers,
    coalesce(sum(accepted) filter (where see = 'everyone'), 0) as accepted,
    coalesce(sum(helpful) filter (where see = 'everyone'), 0) as helpful,
    coalesce(sum(questions) filter (where see in ('everyone', 'members')), 0) as inside_questions,
    coalesce(sum(discussions) filter (where see in ('everyone', 'members')), 0) as inside_discussions,
    coalesce(sum(answers) filter (where see in ('everyone', 'members')), 0) as inside_answers,
    coalesce(sum(accepted) filter (where see in ('everyone', 'members')), 0) as inside_accepted,
    coalesce(sum(helpful) filter (where see in ('everyone', 'members')), 0) as inside_helpful
  from member author left join (
    select thread.author_id, space.see, (thread.kind = 'question')::int as questions, (thread.kind = 'discussion')::int as discussions,
      0 as answers, 0 as accepted, 0 as helpful
    from thread join space on space.id = thread.space_id where thread.removed_at is null
    union all
    select post.author_id, space.see, 0, 0, (post.kind in ('answer', 'reply'))::int,
      (post.id = thread.accepted_post_id and thread.accepted_post_id is not null)::int, post.helpful_count
    from post join thread on thread.id = post.thread_id join space on space.id = thread.space_id
    where thread.removed_at is null and post.removed_at is null
  ) credit on credit.author_id = author.id
  group by author.id
) told where told.id = member.id;

create index member_by_inside_standing on member (inside_accepted_count desc, id desc) where removed_at is null;
