-- Where imported things came from, so that an import can be repeated and resumed.
create table import_source (
  id bigint generated always as identity primary key,
  -- Of the archive or folder without its date, or as given: the same key means the same place in another year.
  key text not null unique,
  kind text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  run int not null default 0,
  -- How far the present run has come: which input, how many records, what was skipped.
  state jsonb not null default '{}',
  report jsonb
);
create table import_item (
  source_id bigint not null references import_source,
  kind text not null,
  foreign_id text not null,
  local_id bigint not null,
  -- Of the record as it came. Empty once the thing is gone at the source and removed here.
  digest text not null,
  seen_run int not null,
  changed_run int not null,
  -- Of the thing here when it was last written by an import; a higher one means that somebody has edited it since.
  version int not null default 1,
  primary key (source_id, kind, foreign_id)
);
create index import_item_by_local on import_item (kind, local_id);
create index import_item_changed on import_item (source_id, kind, changed_run, local_id);
create index import_item_unseen on import_item (source_id, kind, seen_run);

-- How an imported author can be claimed by proof of the old e-mail: only a hash is kept where the export has one.
create table import_claim (
  member_id bigint primary key references member,
  source_id bigint references import_source,
  email text,
  email_hash text
);
create index import_claim_by_email on import_claim (email);
create index import_claim_by_hash on import_claim (email_hash);
