-- The pair of keys by which push services know this installation (VAPID, RFC 8292): made when it is first needed.
create table push_key (
  id int primary key default 1 check (id = 1),
  public_key text not null,
  private_key text not null,
  made_at timestamptz not null
);

-- Browsers that a member wants to be told in (RFC 8030). One hangs on the session that turned it on: whoever signs out is
-- not told there any more, wherever they do it from.
create table push_subscription (
  id bigint generated always as identity primary key,
  member_id bigint not null references member,
  session_id text not null references auth_session on delete cascade,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_ok_at timestamptz,
  -- Refusals in a row that waiting does not mend.
  failed int not null default 0
);
create index push_subscription_of_member on push_subscription (member_id);
create index push_subscription_of_session on push_subscription (session_id);

-- One message to one device: the newest notice of a thread stands for the others.
create table push (
  notification_id bigint not null references notification on delete cascade,
  subscription_id bigint not null references push_subscription on delete cascade,
  due_at timestamptz not null,
  next_at timestamptz not null,
  attempts int not null default 0,
  done_at timestamptz,
  -- How it ended.
  outcome text check (outcome in ('sent', 'letGo', 'refused', 'expired')),
  check ((done_at is null) = (outcome is null)),
  primary key (notification_id, subscription_id)
);
create index push_waiting on push (next_at) where done_at is null;
create index push_of_subscription on push (subscription_id);

-- When a push about it is due; empty when none is to come, or it is under way.
alter table notification add column push_at timestamptz;
create index notification_push_due on notification (push_at) where push_at is not null;

alter table notification_preference
  add column push_answers boolean not null default true,
  add column push_mentions boolean not null default true,
  add column push_threads boolean not null default true,
  -- Reminders, invitations, accepted answers.
  add column push_rest boolean not null default true;
