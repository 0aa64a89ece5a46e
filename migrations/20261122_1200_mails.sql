-- The out-tray is emptied by whoever comes: each takes what is due, with the moment when it may be tried again.
alter table mail
  add column next_at timestamptz not null default now(),
  -- Given up: the receiving server does not know the address, or it was tried for days.
  add column failed_at timestamptz;
drop index mail_waiting;
create index mail_due on mail (next_at, id) where sent_at is null and failed_at is null;

-- What is told here may be told by mail too, unless it is read before that.
alter table notification
  add column post_id bigint,
  add column mail_kind text,
  -- When a mail about it is due; empty when none is to come, or it was written.
  add column mail_at timestamptz,
  -- The mail that told of it.
  add column mail_id bigint references mail on delete set null;
create index notification_mail_due on notification (mail_at) where mail_at is not null;
create index notification_mail_of_member on notification (member_id) where mail_at is not null;

-- A kind of mail comes at once, in the summary, or never.
alter table notification_preference
  alter column mail_answers drop default, alter column mail_mentions drop default, alter column mail_threads drop default;
alter table notification_preference
  alter column mail_answers type text using case when mail_answers then 'once' else 'never' end,
  alter column mail_mentions type text using case when mail_mentions then 'once' else 'never' end,
  alter column mail_threads type text using case when mail_threads then 'once' else 'never' end;
alter table notification_preference
  alter column mail_answers set default 'once', alter column mail_mentions set default 'once', alter column mail_threads set default 'once',
  add check (mail_answers in ('once', 'summary', 'never')),
  add check (mail_mentions in ('once', 'summary', 'never')),
  add check (mail_threads in ('once', 'summary', 'never')),
  add column summary text not null default 'weekly' check (summary in ('daily', 'weekly', 'never')),
  -- Hours of the member's own day in which no mail comes: from the one up to the other, which may be the next morning.
  add column quiet_from smallint check (quiet_from between 0 and 23),
  add column quiet_until smallint check (quiet_until between 0 and 23),
  -- The member's clock; the community's when they never said.
  add column time_zone text;

-- When a member's last summary was written, or found to have nothing to say.
create table summary_written (
  member_id bigint primary key references member,
  at timestamptz not null
);
