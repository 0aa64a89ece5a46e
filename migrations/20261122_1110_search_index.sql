-- The index by words, with what each word is worth in each document computed when the document is put in.
-- docs/search.md tells how it is used.
drop function search_documents_with(tsquery);
drop index search_document_words;
alter table search_document drop column title_words;
-- A short number for the lists below, and what was said in answer apart from what was asked.
alter table search_document add column id int generated always as identity;
alter table search_document add column replies text not null default '';
alter table search_document add column said_length real not null default 0;
alter table search_document add column replies_length real not null default 0;
-- Everything that a search asks of each document it considers, so that it need not open the document.
create unique index search_document_by_id on search_document (id) include (kind, subject_id, space_id, state);
create index search_document_by_kind on search_document (kind, active_at desc);

create table search_lexeme (
  id int generated always as identity primary key,
  word text collate "C" not null unique,
  -- How many documents hold it, as last counted.
  documents int not null default 1
);

create table search_posting (
  lexeme_id int not null,
  document_id int not null,
  impact smallint not null,
  primary key (lexeme_id, document_id) include (impact)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Threads that lead to other threads. The words of the one that leads say what the other is good for.
create table search_link (
  from_id int not null,
  to_thread_id bigint not null,
  -- Where the link stands: who may not see that, must not find by its words.
  space_id bigint not null,
  words tsvector not null,
  primary key (from_id, to_thread_id)
);
create index search_link_to on search_link (to_thread_id, space_id);

create table search_anchor (
  lexeme_id int not null,
  document_id int not null,
  space_id bigint not null,
  impact smallint not null,
  primary key (lexeme_id, document_id, space_id) include (impact)
);
create index search_anchor_of on search_anchor (document_id);

-- What has changed and waits to be put in anew.
create table search_stale (
  kind text not null,
  subject_id bigint not null,
  since timestamptz not null,
  primary key (kind, subject_id)
);

-- One row: how many documents there are, how long they are on average, and what the impacts were computed with.
create table search_stat (
  one boolean primary key default true check (one),
  documents int not null default 0,
  newest_id int not null default 0,
  said_length real not null default 120,
  replies_length real not null default 200,
  weights text not null default '',
  counted_at timestamptz not null default 'epoch'
);

-- Everything that stands in the old index waits for the new one.
insert into search_stale (kind, subject_id, since)
  select case when kind in ('question', 'discussion') then 'thread' else kind end, subject_id, now() from search_document;

-- A for the title, B for topics, C for what was asked, D for what was said in answer. Of the title also the words that
-- everybody uses, for those who type nothing else.
create function search_vector(language regconfig, title text, topics text, asked text, said text) returns tsvector
  language sql stable parallel safe as $$
  select setweight(to_tsvector(language, title) || ts_delete(to_tsvector('simple', title),
      array(select lexeme from unnest(to_tsvector('simple', title)) where to_tsvector(language, lexeme) <> ''::tsvector)), 'A')
    || setweight(to_tsvector(language, topics), 'B')
    || setweight(to_tsvector(language, asked), 'C')
    || setweight(to_tsvector(language, said), 'D')
$$;
