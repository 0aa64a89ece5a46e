-- What open pages are told, for ten minutes. A row is written in the transaction of its fact and numbered after that has
-- been committed: ids are given before the commit, so whoever remembers the highest would miss what is committed later.
create table live_event (
  id bigserial primary key,
  seq bigint unique,
  name text not null,
  -- Who listens: thread:12, lists, member:7.
  place text not null,
  -- What must be in the sight of whoever is told; null for what is a member's own.
  about text,
  ids text not null,
  at timestamptz not null default now()
);
create index live_event_unnumbered on live_event (id) where seq is null;
create index live_event_at on live_event (at);

-- The number of the last event. Held by whoever gives numbers, until they are committed.
create table live_position (
  one boolean primary key default true check (one),
  seq bigint not null
);

-- Each statement of this function sees what was committed before it, so the second sees what was numbered by whoever held
-- the position before. @returns the number of the last event
create function number_live_events() returns bigint language plpgsql as $$
declare
  last bigint;
  fresh bigint;
begin
  if not exists (select 1 from live_event where seq is null) then
    return coalesce((select seq from live_position), 0);
  end if;
  insert into live_position (seq) values (0) on conflict do nothing;
  select seq into last from live_position for update;
  update live_event set seq = last + waiting.place_in_line, at = clock_timestamp()
  from (select id, row_number() over (order by id) as place_in_line from live_event where seq is null) waiting
  where live_event.id = waiting.id;
  get diagnostics fresh = row_count;
  update live_position set seq = last + fresh where fresh > 0;
  return last + fresh;
end $$;

-- Whether others are told that one reads or writes just now.
alter table member add column shows_presence boolean not null default true;
