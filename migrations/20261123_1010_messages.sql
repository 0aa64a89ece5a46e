-- A circle is who writes to one another in private: two people, a few under a name, or a member and the team.
create table circle (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('pair', 'round', 'team')),
  -- What it is found again by: `3:7` of two members, the lower id first; `7` of a member and the team.
  pair text unique,
  name text not null default '',
  -- Of kind team: who writes to the team.
  member_id bigint references member,
  made_by_id bigint not null references member,
  made_at timestamptz not null,
  -- The newest words that are not removed, and when anything was said last.
  last_message_id bigint not null default 0,
  last_at timestamptz not null,
  -- Of kind team: since when the member waits for an answer.
  waiting_since timestamptz,
  check ((kind = 'round') = (pair is null)),
  check ((kind = 'team') = (member_id is not null)),
  check (waiting_since is null or kind = 'team')
);
create index circle_waiting on circle (waiting_since) where waiting_since is not null;
create index circle_of_team on circle (last_at desc, id desc) where kind = 'team';

-- Who is in it. Of the team those stand here who have answered; the others see it by their role.
create table circle_member (
  circle_id bigint not null references circle on delete cascade,
  member_id bigint not null references member,
  joined_at timestamptz not null,
  -- They see what was said after this message.
  from_id bigint not null default 0,
  -- Up to which message they have read, and when they read last.
  read_to bigint not null default 0,
  read_at timestamptz,
  muted boolean not null default false,
  left_at timestamptz,
  primary key (circle_id, member_id)
);
create index circle_member_in on circle_member (member_id) include (circle_id, read_to, from_id, muted) where left_at is null;

create table message (
  id bigint generated always as identity primary key,
  circle_id bigint not null references circle on delete cascade,
  author_id bigint not null references member,
  -- text: what somebody wrote; the others are lines about the circle itself.
  kind text not null default 'text' check (kind in ('text', 'added', 'left', 'named', 'reported')),
  -- Of `added`: who was.
  about_id bigint references member,
  body text not null default '',
  html text not null default '',
  html_version int not null default 0,
  excerpt text not null default '',
  -- What it is written in, where that can be told.
  language text,
  created_at timestamptz not null,
  edited_at timestamptz,
  version int not null default 1,
  removed_at timestamptz
);
create index message_of_circle on message (circle_id, id desc);
create index message_of_author on message (author_id, created_at);
create index message_stale on message (html_version, id) where kind = 'text' and removed_at is null;

create table block (
  member_id bigint not null references member,
  blocked_id bigint not null references member,
  at timestamptz not null,
  primary key (member_id, blocked_id),
  check (member_id <> blocked_id)
);
create index block_of on block (blocked_id);

-- What the team sees of a circle that it is not in: copies, so that what was reported stays what it was.
create table message_report (
  id bigint generated always as identity primary key,
  circle_id bigint not null references circle on delete cascade,
  message_id bigint not null references message on delete cascade,
  reporter_id bigint not null references member,
  reason text not null,
  at timestamptz not null,
  settled_at timestamptz,
  settled_by_id bigint references member,
  note text not null default '',
  unique (message_id, reporter_id)
);
create index message_report_open on message_report (at) where settled_at is null;

create table message_report_line (
  report_id bigint not null references message_report on delete cascade,
  message_id bigint not null,
  author_id bigint not null references member,
  html text not null,
  at timestamptz not null,
  primary key (report_id, message_id)
);

-- A message is told of like anything else; its place is not the inbox but the list of messages.
alter table notification
  add column circle_id bigint,
  add column message_id bigint;
create index notification_of_circle on notification (member_id, circle_id) where read_at is null and circle_id is not null;
alter table notification_preference
  add column mail_messages text not null default 'once' check (mail_messages in ('once', 'summary', 'never'));
