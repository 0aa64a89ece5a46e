-- Long work that was started from a page: how far it is, how it ended. One row a kind of work.
create table undertaking (
  key text primary key,
  done int not null default 0,
  total int not null default 0,
  note text not null default '',
  started_at timestamptz not null,
  finished_at timestamptz,
  failure text
);
