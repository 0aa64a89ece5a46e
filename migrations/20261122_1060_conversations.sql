-- Threads (questions and discussions) and their posts.
create table thread (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('question', 'discussion')),
  space_id bigint not null references space,
  author_id bigint not null references member,
  title text not null,
  slug text not null,
  products text[] not null default '{}',
  created_at timestamptz not null,
  -- The moment and the author of the newest visible post; lists are sorted by it.
  active_at timestamptz not null,
  last_author_id bigint references member,
  -- The first answer or comment by somebody else than the asker.
  first_response_at timestamptz,
  accepted_post_id bigint,
  accepted_at timestamptz,
  accepted_by_id bigint references member,
  -- Counts of what is not removed.
  answer_count int not null default 0,
  comment_count int not null default 0,
  same_count int not null default 0,
  view_count int not null default 0,
  helpful_count int not null default 0,
  -- Recent interest, renewed by a job; the trending list is sorted by it.
  heat real not null default 0,
  pinned_at timestamptz,
  closed_at timestamptz,
  closed_by_id bigint references member,
  closed_reason text,
  removed_at timestamptz,
  removed_by_id bigint references member,
  merged_into_id bigint references thread,
  version int not null default 1
);
create index thread_latest on thread (active_at desc, id desc) where removed_at is null;
create index thread_newest on thread (kind, created_at desc, id desc) where removed_at is null;
create index thread_in_space on thread (space_id, active_at desc, id desc) where removed_at is null;
create index thread_unanswered on thread (created_at desc, id desc) where removed_at is null and kind = 'question' and answer_count = 0;
create index thread_trending on thread (heat desc, id desc) where removed_at is null;
create index thread_by_author on thread (author_id, created_at desc, id desc);
create index thread_by_kind_active on thread (kind, active_at desc, id desc) where removed_at is null;

create table post (
  id bigint generated always as identity primary key,
  thread_id bigint not null references thread,
  kind text not null check (kind in ('opening', 'answer', 'reply', 'comment')),
  -- What a comment hangs under, or what a reply answers.
  parent_id bigint references post,
  author_id bigint not null references member,
  body text not null,
  html text not null,
  html_version int not null default 0,
  excerpt text not null default '',
  created_at timestamptz not null,
  edited_at timestamptz,
  edited_by_id bigint references member,
  version int not null default 1,
  helpful_count int not null default 0,
  -- Helpful votes less unhelpful ones; unhelpful ones only come with imports.
  score int not null default 0,
  comment_count int not null default 0,
  removed_at timestamptz,
  removed_by_id bigint references member
);
create unique index post_opening on post (thread_id) where kind = 'opening';
create index post_in_thread on post (thread_id, created_at, id) where kind in ('answer', 'reply');
create index post_by_score on post (thread_id, score desc, id) where kind in ('answer', 'reply');
create index post_comments on post (parent_id, created_at, id) where kind = 'comment';
-- Of any kind: counting, merging, who takes part.
create index post_of_thread on post (thread_id, created_at desc);
create index post_by_author on post (author_id, created_at desc, id desc);
alter table thread add constraint thread_accepted_post foreign key (accepted_post_id) references post;

-- Every text a post has had, once it has been edited: 1 is the first, the highest number is the one that is shown.
create table post_revision (
  post_id bigint not null references post,
  number int not null,
  title text,
  topics text[],
  body text not null,
  author_id bigint references member,
  at timestamptz not null,
  reason text not null default '',
  primary key (post_id, number)
);

-- Whoever voted; imported votes have no name.
create table vote (
  id bigint generated always as identity primary key,
  post_id bigint not null references post,
  member_id bigint references member,
  value smallint not null check (value in (-1, 1)),
  at timestamptz not null,
  unique (post_id, member_id)
);
create index vote_by_member on vote (member_id, at desc);
create index vote_by_time on vote (at);

create table thread_topic (
  thread_id bigint not null references thread,
  topic_id bigint not null references topic,
  active_at timestamptz not null,
  primary key (thread_id, topic_id)
);
create index thread_topic_latest on thread_topic (topic_id, active_at desc, thread_id desc);

-- "I have this too".
create table thread_same (
  thread_id bigint not null references thread,
  member_id bigint not null references member,
  at timestamptz not null,
  primary key (thread_id, member_id)
);

create table thread_follow (
  thread_id bigint not null references thread,
  member_id bigint not null references member,
  at timestamptz not null,
  primary key (thread_id, member_id)
);
create index thread_follow_by_member on thread_follow (member_id, at desc);

-- How far a member has read: everything newer is new to them.
create table thread_read (
  member_id bigint not null references member,
  thread_id bigint not null references thread,
  read_at timestamptz not null,
  primary key (member_id, thread_id)
);
-- Everything before this moment counts as read.
create table read_line (
  member_id bigint primary key references member,
  at timestamptz not null
);

create table thread_link (
  from_thread_id bigint not null references thread,
  to_thread_id bigint not null references thread,
  kind text not null check (kind in ('duplicate', 'linked', 'split', 'shown')),
  at timestamptz not null,
  primary key (from_thread_id, to_thread_id, kind)
);
create index thread_link_to on thread_link (to_thread_id, kind);

create table mention (
  post_id bigint not null references post,
  member_id bigint not null references member,
  primary key (post_id, member_id)
);
create index mention_by_member on mention (member_id, post_id desc);

-- What somebody is writing. `place` says where: ask, thread:12, comment:34, edit:56.
create table draft (
  member_id bigint not null references member,
  place text not null,
  title text not null default '',
  body text not null default '',
  details jsonb not null default '{}',
  version int not null default 1,
  updated_at timestamptz not null default now(),
  primary key (member_id, place)
);

-- One try to ask: what was typed, which answers were shown, opened, and how it ended.
create table ask (
  id bigint generated always as identity primary key,
  token text not null unique,
  member_id bigint references member,
  visitor text,
  started_at timestamptz not null,
  title text not null default '',
  space_id bigint references space,
  shown bigint[] not null default '{}',
  opened bigint[] not null default '{}',
  outcome text not null default 'open' check (outcome in ('open', 'helped', 'posted')),
  helped_thread_id bigint references thread,
  thread_id bigint references thread,
  ended_at timestamptz
);
create index ask_by_time on ask (started_at);
create index ask_by_thread on ask (thread_id) where thread_id is not null;
