-- How far a check is, and where an import went on: rows of an earlier run do not count for the rate of this one.
alter table import_batch add column checked_rows integer not null default 0;
alter table import_batch add column started_row integer not null default 0;
