-- A poll stands in a post: at most one that is there.
create table poll (
  id bigint generated always as identity primary key,
  post_id bigint not null references post,
  author_id bigint not null references member,
  question text not null,
  way text not null check (way in ('single', 'multiple', 'ranked')),
  -- How many options one may choose at most; null where the way says it.
  most int check (most between 2 and 20),
  anonymous boolean not null,
  results text not null check (results in ('always', 'voted', 'closed')),
  created_at timestamptz not null,
  closes_at timestamptz,
  -- From here on results are final.
  closed_at timestamptz,
  removed_at timestamptz,
  removed_by_id bigint references member,
  voter_count int not null default 0,
  version int not null default 1
);
create unique index poll_of_post on poll (post_id) where removed_at is null;
create index poll_due on poll (closes_at) where closed_at is null and closes_at is not null;

create table poll_option (
  poll_id bigint not null references poll,
  number smallint not null,
  text text not null,
  -- Ballots that choose it; of ranked ones those that put it first.
  ballot_count int not null default 0,
  primary key (poll_id, number)
);

-- One ballot a voter. `voter` is the member of an open poll; of an anonymous one a mark that is made with the secret of
-- the installation, and a random one as soon as the poll is closed. Such a ballot carries no time either.
create table ballot (
  poll_id bigint not null references poll,
  voter text not null,
  member_id bigint references member,
  -- Numbers of options; of ranked ballots the first choice first.
  choices smallint[] not null check (cardinality(choices) > 0),
  at timestamptz,
  primary key (poll_id, voter)
);
create index ballot_by_member on ballot (member_id, at desc) where member_id is not null;
