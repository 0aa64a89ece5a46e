-- How much of a thread a member wants to hear, and whether they chose it or it came by asking or writing there.
alter table thread_follow
  add column level text not null default 'watching' check (level in ('watching', 'tracking', 'normal', 'muted')),
  add column cause text not null default 'chosen' check (cause in ('chosen', 'asked', 'wrote'));
update thread_follow set cause = 'asked' from thread where thread.id = thread_id and thread.author_id = member_id;
update thread_follow set cause = 'wrote' where cause = 'chosen'
  and exists (select 1 from post where post.thread_id = thread_follow.thread_id and post.author_id = thread_follow.member_id);
create index thread_follow_muted on thread_follow (member_id) where level = 'muted';

-- The same for all threads of a space or a topic, and for what a member writes. Without a row it is normal.
create table follow (
  member_id bigint not null references member,
  kind text not null check (kind in ('space', 'topic', 'member')),
  subject_id bigint not null,
  level text not null check (level in ('watching', 'tracking', 'normal', 'muted')),
  at timestamptz not null,
  primary key (member_id, kind, subject_id)
);
create index follow_by_subject on follow (kind, subject_id);

-- What a member follows that led to it, so that the inbox and the mail can say it.
alter table notification add column reason_kind text, add column reason_id bigint;
alter table notification_preference add column mail_threads boolean not null default true;
