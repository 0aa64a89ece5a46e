-- One row for each thing that can be found. Everything a result needs to be shown is in the row.
create table search_document (
  kind text not null,
  subject_id bigint not null,
  space_id bigint,
  author_id bigint,
  title text not null,
  body text not null default '',
  answer text not null default '',
  path text not null,
  state text not null default '',
  topic_ids bigint[] not null default '{}',
  topics text not null default '',
  details jsonb not null default '{}',
  weight real not null default 0,
  created_at timestamptz not null,
  active_at timestamptz not null,
  language regconfig not null default 'english',
  words tsvector not null,
  primary key (kind, subject_id)
);
create index search_document_words on search_document using gin (words);
create index search_document_by_space on search_document (space_id);
create index search_document_by_topic on search_document using gin (topic_ids);

-- What was looked for, what it brought, what was clicked: searches without result are the content gaps.
create table search_query (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  member_id bigint,
  visitor text,
  place text not null,
  text text not null,
  results int not null,
  clicked jsonb not null default '[]'
);
create index search_query_by_time on search_query (at);

-- The words of cooked text: tags become spaces, the entities that the renderer writes become their characters.
create function plain_text(html text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(replace(replace(regexp_replace(html, '<[^>]*>', ' ', 'g'), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&')
$$;
