-- The first rows of every outcome that the check of a draft found, with where each would belong and why. They go with the draft.
create table check_row (
  import_batch_id bigint not null references import_batch (import_batch_id) on delete cascade,
  row_number integer not null,
  outcome text not null check (outcome in ('new', 'matched', 'review', 'rejected', 'unchanged')),
  cells json not null,
  told json not null,
  primary key (import_batch_id, row_number)
);
create index check_row_outcome on check_row (import_batch_id, outcome, row_number);
