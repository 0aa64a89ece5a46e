-- What a member marked as read in one space at once; `before` is what it was, so that it can be taken back.
create table space_read (
  member_id bigint not null references member,
  space_id bigint not null references space,
  at timestamptz not null,
  before timestamptz,
  primary key (member_id, space_id)
);
alter table read_line add column before timestamptz;
-- What is new to somebody is counted over the threads that moved lately, and what they have read lately.
create index thread_news on thread (active_at) include (id, space_id, kind, author_id, last_author_id) where removed_at is null;
create index thread_read_lately on thread_read (member_id, read_at) include (thread_id);

-- Threads that a member does not want to be shown in their feed.
create table thread_passed (
  member_id bigint not null references member,
  thread_id bigint not null references thread,
  at timestamptz not null,
  primary key (member_id, thread_id)
);
-- Whether a member wants a feed of their own; who never chose has one.
create table feed_choice (
  member_id bigint primary key references member,
  for_you boolean not null
);

-- When the visit before this one ended.
alter table member add column visited_at timestamptz;
