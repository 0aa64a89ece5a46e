-- Whoever wishes a group's own mail each week: up to when it has told them. Null for who does not.
alter table group_member add column weekly_from timestamptz;
create index group_member_weekly on group_member (member_id, space_id) where weekly_from is not null;
