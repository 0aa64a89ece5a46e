-- Pictures and attachments in what people write. The bytes lie in the store; `key` is the name they have there and in
-- addresses, the same wherever the community moves to.
create table file (
  id bigint generated always as identity primary key,
  key text not null unique check (key ~ '^[0-9a-f]{24}$'),
  owner_id bigint not null references member,
  -- coming: parts of it are here; ready: it has been looked at, and kept.
  state text not null check (state in ('coming', 'ready')),
  name text not null,
  -- What it is by its content.
  type text not null default '',
  -- Of what was sent, and how far it has come.
  size bigint not null,
  received bigint not null default 0,
  -- Of what is kept, in all its forms.
  stored bigint not null default 0,
  -- By what a browser knows the same file again, to go on with it.
  mark text,
  -- Of a picture.
  width int,
  height int,
  blur text not null default '',
  webp int[] not null default '{}',
  avif int[] not null default '{}',
  made_at timestamptz not null,
  -- Since when nothing uses it; null while something does.
  unused_since timestamptz
);
create index file_by_owner on file (owner_id, made_at desc, id desc);
create index file_unused on file (unused_since) where unused_since is not null;

-- Where it is shown. `kind` says what `subject_id` is the id of: post.
create table file_use (
  file_id bigint not null references file on delete cascade,
  kind text not null,
  subject_id bigint not null,
  primary key (file_id, kind, subject_id)
);
create index file_use_of_subject on file_use (kind, subject_id);
