-- The settings of this community: one row a setting, read whole and kept in memory.
create table setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  updated_by_id bigint
);
