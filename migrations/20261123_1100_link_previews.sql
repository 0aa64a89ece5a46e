-- What is known of foreign pages that somebody shows in a post by their address alone. Fetched anew each week while
-- something shows them; gone a day after nothing does.
create table link_preview (
  id bigint generated always as identity primary key,
  url text not null unique check (length(url) <= 2000),
  -- waiting: not fetched yet; ready: there is something to show; nothing: there is not, so the address stands.
  state text not null default 'waiting' check (state in ('waiting', 'ready', 'nothing')),
  title text not null default '',
  description text not null default '',
  site text not null default '',
  -- The name of the picture in the store and in its address: a new one each time it is fetched.
  picture text check (picture ~ '^[0-9a-f]{24}$'),
  player text,
  fetched_at timestamptz,
  -- In a row without an answer; the next try waits longer.
  fails int not null default 0,
  unused_since timestamptz
);
create index link_preview_of_picture on link_preview (picture) where picture is not null;
create index link_preview_unused on link_preview (unused_since) where unused_since is not null;
create index link_preview_fetched on link_preview (fetched_at) where unused_since is null;

-- Where it is shown. `kind` says what `subject_id` is the id of: post.
create table link_use (
  preview_id bigint not null references link_preview on delete cascade,
  kind text not null,
  subject_id bigint not null,
  primary key (preview_id, kind, subject_id)
);
create index link_use_of_subject on link_use (kind, subject_id);
