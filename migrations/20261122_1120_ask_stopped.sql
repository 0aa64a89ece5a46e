-- A try to ask that ended without a word: after matches were shown, and perhaps read, nothing was posted.
alter table ask drop constraint ask_outcome_check;
alter table ask add constraint ask_outcome_check check (outcome in ('open', 'helped', 'posted', 'stopped'));
create index ask_open on ask (started_at) where outcome = 'open';

-- The first results of a search, in their order.
alter table search_query add column shown jsonb not null default '[]';
