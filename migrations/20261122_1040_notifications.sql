-- What a member is told, in the app; mail goes through the platform's mail table.
create table notification (
  id bigint generated always as identity primary key,
  member_id bigint not null references member,
  fact_id bigint not null,
  kind text not null,
  actor_id bigint references member,
  title text not null,
  path text not null,
  space_id bigint,
  thread_id bigint,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (member_id, fact_id)
);
create index notification_inbox on notification (member_id, created_at desc, id desc);
create index notification_unread on notification (member_id, thread_id) where read_at is null;

create table notification_preference (
  member_id bigint primary key references member,
  mail_answers boolean not null default true,
  mail_mentions boolean not null default true,
  updated_at timestamptz not null default now()
);
