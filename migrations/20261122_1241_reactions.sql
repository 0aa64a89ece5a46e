-- What members say to a post with one word: each word once a member.
create table reaction (
  member_id bigint not null references member,
  post_id bigint not null references post,
  kind text not null check (kind in ('thanks', 'love', 'laugh', 'celebrate', 'insightful', 'agree')),
  at timestamptz not null,
  primary key (member_id, post_id, kind)
);
create index reaction_of_post on reaction (post_id, kind, at desc);
-- How many of each, so that a page of posts counts nothing.
alter table post add column reactions jsonb not null default '{}';
