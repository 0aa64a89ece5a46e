-- Whether somebody has muted anything at all is asked with each of their lists: without it a table that grows is read.
create index follow_muted on follow (member_id) where level = 'muted';
