-- A group is a space with members. What is for them alone has the level `group`, which no role reaches: whoever is not
-- asked about the group sees nothing of it.
alter table space drop constraint space_see_check, drop constraint space_ask_check, drop constraint space_answer_check;
alter table space
  add constraint space_see_check check (see in ('everyone', 'members', 'champions', 'team', 'administrators', 'group')),
  add constraint space_ask_check check (ask in ('members', 'champions', 'team', 'administrators', 'group')),
  add constraint space_answer_check check (answer in ('members', 'champions', 'team', 'administrators', 'group')),
  add constraint space_group_check check (see <> 'group' or ask = 'group'),
  -- A group stands beside the landscape, not in it.
  add constraint space_group_alone check (ask <> 'group' or (parent_id is null and answer = 'group'));

create table community_group (
  space_id bigint primary key references space on delete cascade,
  -- public: everybody reads; listed: everybody knows of it, its members read; hidden: nobody else knows of it.
  visibility text not null check (visibility in ('public', 'listed', 'hidden')),
  joining text not null check (joining in ('open', 'request', 'invite')),
  rules text not null default '',
  rules_html text not null default '',
  version int not null default 1,
  created_by_id bigint references member,
  created_at timestamptz not null default now(),
  merged_into_id bigint references community_group
);

create table group_member (
  space_id bigint not null references community_group on delete cascade,
  member_id bigint not null references member,
  role text not null default 'member' check (role in ('owner', 'moderator', 'member')),
  state text not null check (state in ('invited', 'asked', 'in')),
  at timestamptz not null,
  -- Who invited, or let in.
  by_id bigint references member,
  note text not null default '',
  primary key (space_id, member_id)
);
-- Asked at every request of a member: what they are in.
create index group_member_in on group_member (member_id) include (space_id, role) where state = 'in';

-- Invitations by mail: whoever holds the letter may join. We keep a digest of its secret, and of the address.
create table group_letter (
  id bigint generated always as identity primary key,
  space_id bigint not null references community_group on delete cascade,
  email text not null,
  by_id bigint not null references member,
  at timestamptz not null,
  used_at timestamptz,
  unique (space_id, email)
);
