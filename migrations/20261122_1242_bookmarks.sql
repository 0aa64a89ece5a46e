-- Posts that a member marked for themselves, with a note, and when they want to be reminded. The opening stands for its thread.
create table bookmark (
  member_id bigint not null references member,
  post_id bigint not null references post,
  note text not null default '',
  created_at timestamptz not null,
  remind_at timestamptz,
  reminded_at timestamptz,
  primary key (member_id, post_id)
);
create index bookmark_newest on bookmark (member_id, created_at desc, post_id desc);
create index bookmark_due on bookmark (remind_at) where remind_at is not null and reminded_at is null;
