-- Spaces (the landscape) and topics (tags).
-- Levels, from open to closed: everyone, members, champions, team, administrators. `see` holds the strictest of the
-- space and its parents, so that one comparison decides.
create table space (
  id bigint generated always as identity primary key,
  parent_id bigint references space,
  slug text not null unique,
  name text not null,
  description text not null default '',
  spine smallint not null default 1 check (spine between 1 and 7),
  position int not null default 0,
  see text not null default 'everyone' check (see in ('everyone', 'members', 'champions', 'team', 'administrators')),
  ask text not null default 'members' check (ask in ('members', 'champions', 'team', 'administrators')),
  answer text not null default 'members' check (answer in ('members', 'champions', 'team', 'administrators')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index space_by_parent on space (parent_id);

create table topic (
  id bigint generated always as identity primary key,
  slug text not null unique,
  name text not null,
  description text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now()
);
create table topic_synonym (
  slug text primary key,
  topic_id bigint not null references topic on delete cascade
);
