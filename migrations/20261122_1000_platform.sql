-- What the platform itself keeps: facts, repeated requests, limits, outgoing mail, old addresses.

-- The append-only log of what happened. A row is never changed and never deleted (docs/decisions/0003-facts-and-listeners.md).
create table fact (
  id bigint generated always as identity primary key,
  name text not null,
  at timestamptz not null,
  actor_id bigint,
  subject_id bigint not null,
  space_id bigint,
  data jsonb not null default '{}'
);
create index fact_by_name on fact (name, at);
create index fact_by_subject on fact (subject_id, name);
create index fact_by_actor on fact (actor_id, at);

create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name;
end $$;
create trigger fact_is_append_only before update or delete on fact for each row execute function forbid_change();

-- Which listener has heard which fact: makes each listener's effect happen once, however often the job runs.
create table fact_heard (
  fact_id bigint not null,
  listener text not null,
  at timestamptz not null default now(),
  primary key (fact_id, listener)
);

-- The answer that was given to a creating request, so that the same request again is answered alike.
create table idempotency (
  key text primary key,
  digest text not null,
  -- json, not jsonb: the repeated answer keeps its order of fields.
  answer json,
  at timestamptz not null default now()
);
create index idempotency_by_age on idempotency (at);

-- Counters of the rate limits, shared by all processes.
create table limit_count (
  key text not null,
  window_start timestamptz not null,
  used int not null default 0,
  primary key (key, window_start)
);

-- Outgoing mail. Written in the transaction of the change that causes it, sent by a job.
create table mail (
  id bigint generated always as identity primary key,
  kind text not null,
  recipient text not null,
  subject text not null,
  html text not null,
  text text not null,
  message_id text not null unique,
  headers jsonb not null default '{}',
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  attempts int not null default 0,
  error text
);
create index mail_waiting on mail (id) where sent_at is null;

-- Where an address of the former system leads now.
create table redirect (
  path text primary key,
  target_kind text not null,
  target_id bigint not null
);
create index redirect_by_target on redirect (target_kind, target_id);
