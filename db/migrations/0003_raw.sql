-- What came in, kept as it was. Nothing below is edited; a changed row is a new version of the same key.
create table import_batch (
  import_batch_id bigint generated always as identity primary key,
  source text not null,
  preset text not null,
  file_name text not null,
  file_hash text not null,
  file_path text not null,
  bytes bigint not null,
  -- Encoding, delimiter, header rows, sheet: how the file is read.
  format jsonb not null,
  -- Columns, values and owners: what each cell means.
  mapping jsonb not null,
  -- domain.md §12.1
  purpose text,
  lawful_basis text,
  collected_on text,
  unit_cost_yen bigint,
  list_source text,
  state text not null check (state in ('draft', 'checking', 'checked', 'queued', 'running', 'done', 'failed', 'cancelled', 'undone')),
  -- Data rows that are committed; a killed import goes on behind it.
  cursor_row integer not null default 0,
  rows_total integer,
  count_new integer not null default 0,
  count_matched integer not null default 0,
  count_review integer not null default 0,
  count_rejected integer not null default 0,
  count_unchanged integer not null default 0,
  check_result jsonb,
  problem text,
  created_by bigint,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create table saved_mapping (
  saved_mapping_id bigint generated always as identity primary key,
  source text not null,
  preset text not null,
  name text not null,
  mapping jsonb not null,
  member_id bigint,
  saved_at timestamptz not null default now(),
  unique (preset, name)
);
create sequence arrival as bigint;
create table raw_row (
  row_key uuid not null,
  version integer not null,
  source text not null,
  external_key text,
  import_batch_id bigint not null,
  -- 1-based number of the data row in its file.
  row_number integer not null,
  -- Order of taking in; all rows of one transaction share it. `rebuild` replays in this order.
  arrival bigint not null,
  hash bigint not null,
  cells json not null,
  -- Cells that could not be read: [{column, code, given}].
  flags json,
  outcome text not null,
  -- Arrival of the undo that took this version back.
  withdrawn_by bigint,
  primary key (row_key, version)
);
create index raw_row_batch on raw_row (import_batch_id, row_number);
-- Rows lie in the order of arrival, so a summary per block range finds them and costs an import nothing.
create index raw_row_arrival on raw_row using brin (arrival) with (pages_per_range = 16);
-- Rows that were not taken in, whole, with the reason.
create table rejected_row (
  import_batch_id bigint not null,
  row_number integer not null,
  code text not null,
  detail text not null,
  cells json not null,
  primary key (import_batch_id, row_number)
);
-- What people decided about identity; replayed by `rebuild` at their place in the order.
create table match_decision (
  match_decision_id bigint generated always as identity primary key,
  -- What the model found in one go shares one arrival: merges (automatic), questions that opened (open) or closed (weak).
  arrival bigint not null,
  kind text not null check (kind in ('account', 'person')),
  verdict text not null check (verdict in ('same', 'automatic', 'open', 'weak', 'different', 'site', 'department', 'group', 'renamed', 'unsure', 'split', 'moved', 'undo_import', 'undo_decision')),
  -- The first row of either side stands for its entity; right_rows are all that moved. For open and weak: pairs, side by side.
  left_rows uuid[] not null,
  right_rows uuid[] not null,
  import_batch_id bigint,
  undoes bigint,
  note text,
  member_id bigint,
  at timestamptz not null default now()
);
create index match_decision_arrival on match_decision (arrival);
-- Ids are minted once, keyed by the founding row; never truncated.
create sequence entity as bigint start 1001;
create table entity_registry (
  row_key uuid not null,
  kind text not null,
  entity_id bigint not null,
  primary key (row_key, kind)
);
create table entity_redirect (
  kind text not null,
  from_id bigint not null,
  to_id bigint not null,
  at timestamptz not null default now(),
  primary key (from_id, kind)
);
-- What people pinned: follows redirects, beats every import.
create table account_override (
  account_id bigint not null,
  attribute text not null,
  value jsonb,
  member_id bigint,
  at timestamptz not null default now(),
  primary key (account_id, attribute)
);
create table person_override (
  person_id bigint not null,
  attribute text not null,
  value jsonb,
  member_id bigint,
  at timestamptz not null default now(),
  primary key (person_id, attribute)
);
create table note (
  note_id bigint generated always as identity primary key,
  subject_kind text not null check (subject_kind in ('account', 'person')),
  subject_id bigint not null,
  text text not null,
  member_id bigint,
  at timestamptz not null default now(),
  deleted_at timestamptz
);
create index note_subject on note (subject_id, subject_kind, at desc);
create table bulk_edit (
  bulk_edit_id bigint generated always as identity primary key,
  noun text not null,
  description text not null,
  changes jsonb not null,
  member_id bigint,
  at timestamptz not null default now(),
  undone_at timestamptz
);
