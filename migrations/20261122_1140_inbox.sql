-- The inbox shows a thread once, by its newest notice: is there a newer one?
create index notification_of_thread on notification (member_id, thread_id, created_at desc, id desc);
