-- Files that those who look after a group keep at hand for all in it. One that was taken off can be put back for a day.
create table group_file (
  space_id bigint not null references space,
  file_id bigint not null references file on delete cascade,
  position int not null,
  pinned_by_id bigint not null references member,
  at timestamptz not null,
  unpinned_at timestamptz,
  primary key (space_id, file_id)
);
create index group_file_of_file on group_file (file_id);
