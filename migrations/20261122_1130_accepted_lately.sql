-- Who helped lately, whose advice was taken: a few days of acceptances, without reading every thread.
create index thread_by_acceptance on thread (accepted_at desc) where accepted_at is not null and removed_at is null;
