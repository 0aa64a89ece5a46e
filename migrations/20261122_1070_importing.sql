-- Where imported things came from, so that an import can be repeated and resumed.
create table import_source (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  run int not null default 0,
  state jsonb not null default '{}',
  report jsonb
);
create table import_item (
  source_id bigint not null references import_source,
  kind text not null,
  foreign_id text not null,
  local_id bigint not null,
  digest text not null,
  seen_run int not null,
  primary key (source_id, kind, foreign_id)
);
create index import_item_by_local on import_item (kind, local_id);

-- How an imported author can be claimed by proof of the old e-mail: only a keyed hash is kept where the export has one.
create table import_claim (
  member_id bigint primary key references member,
  email text,
  email_hash text
);
create index import_claim_by_email on import_claim (email);
create index import_claim_by_hash on import_claim (email_hash);
