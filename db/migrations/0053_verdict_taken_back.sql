-- A verdict on a target that is taken back counts no longer, and still stands in the history of its line.
alter table target_event add column undone_at timestamptz, add column undone_by bigint;
create view target_verdict as select * from target_event where undone_at is null;
