-- Mail that comes in: kept as it came until it was read, so that nothing that was acknowledged is lost.
create table mail_in (
  id bigint generated always as identity primary key,
  via text not null check (via in ('smtp', 'webhook')),
  envelope_from text not null,
  envelope_to text not null,
  message_id text not null,
  raw bytea,
  received_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'posted', 'refused', 'bounced', 'ignored')),
  -- Why it was refused or ignored, by its name.
  reason text,
  member_id bigint references member,
  post_id bigint,
  done_at timestamptz
);
-- Whoever did not hear that we have it sends it again.
create unique index mail_in_once on mail_in (envelope_to, message_id);
create index mail_in_waiting on mail_in (id) where state = 'waiting';

-- Addresses from which mails came back.
create table mail_address (
  address text primary key,
  bounces int not null default 0,
  last_error text not null,
  last_at timestamptz not null,
  -- No news is sent there until its owner says that it works.
  stopped_at timestamptz
);
