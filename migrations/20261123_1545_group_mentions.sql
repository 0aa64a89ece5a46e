-- Who may write @the-group in a post and so tell all who are in it.
alter table community_group add column mentioning text not null default 'members' check (mentioning in ('nobody', 'keepers', 'members', 'everyone'));

-- A group that a post names. It tells those who are in it when whoever wrote it might; else it is only a link.
create table group_mention (
  post_id bigint not null references post,
  space_id bigint not null references space,
  by_id bigint not null references member,
  at timestamptz not null,
  tells boolean not null,
  primary key (post_id, space_id)
);
create index group_mention_of_space on group_mention (space_id);
-- How often somebody has written to groups lately.
create index group_mention_by on group_mention (by_id, at) where tells;
