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
  -- The words of the title alone: short enough to be kept in the row, so that a look at it costs nothing.
  title_words tsvector not null default '',
  primary key (kind, subject_id)
);
-- Without the list of pending entries, which every look-up would have to read through.
create index search_document_words on search_document using gin (words) with (fastupdate = off);
create index search_document_by_space on search_document (space_id);
create index search_document_by_topic on search_document using gin (topic_ids);
create index search_document_by_author on search_document (author_id);

-- The documents with these words, always by the index: reading all documents unpacks the words of each, which the
-- planner takes for free.
create function search_documents_with(wanted tsquery) returns setof search_document
  language sql stable parallel safe rows 200 set enable_seqscan = off
  as $$ select * from search_document where words @@ wanted $$;

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
create index search_query_by_text on search_query (text, at);

-- The words of cooked text: tags become spaces, the entities that the renderer writes become their characters.
create function plain_text(html text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(replace(replace(regexp_replace(html, '<[^>]*>', ' ', 'g'), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', ''''), '&amp;', '&')
$$;
