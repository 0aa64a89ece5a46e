-- The language of the interface that a member has chosen; none follows their browser.
alter table member add column language text check (language ~ '^[a-z]{2}$');

-- The language that a post is written in; none where its text is too short to tell. What its author said stays.
alter table post add column language text check (language ~ '^[a-z]{2,3}$');
alter table post add column language_chosen boolean not null default false;

-- The same of what can be found, so that lists and searches can be narrowed to one.
alter table search_document add column code text;
-- The grammars by which words of this community are cut: one, unless people write in several languages.
create table search_grammar (
  name regconfig primary key
);
insert into search_grammar select distinct language from search_document;
-- And the languages that they write in.
create table search_language (
  code text primary key
);
