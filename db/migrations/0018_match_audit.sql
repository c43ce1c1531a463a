-- confirmed: a person looked at two that the model had put together and said that they are one.
alter table match_decision drop constraint match_decision_verdict_check;
alter table match_decision add constraint match_decision_verdict_check
  check (verdict in ('same', 'confirmed', 'automatic', 'open', 'weak', 'different', 'site', 'department', 'group', 'renamed', 'unsure', 'split', 'moved', 'undo_import', 'undo_decision'));
-- Random checks of the matching (identity.md §2.7): of what it put together by itself, and of what one person decided alone.
-- Nothing here is derived, so a rebuild keeps it.
create table match_audit_draw (
  match_audit_draw_id bigint generated always as identity primary key,
  -- With the seed the same cases are drawn again from the same rows.
  seed bigint not null,
  -- Rows and decisions that arrived in (from_arrival, to_arrival] were drawn from, each once.
  from_arrival bigint not null,
  to_arrival bigint not null,
  automatic_share double precision not null,
  verdict_share double precision not null,
  automatic_count integer not null,
  verdict_count integer not null,
  -- Null: the weekly draw.
  member_id bigint,
  drawn_at timestamptz not null
);
create table match_audit (
  match_audit_id bigint generated always as identity primary key,
  -- Null where nothing was drawn: shared cases come one and all.
  match_audit_draw_id bigint,
  -- automatic: put together without asking; verdict: decided by one person, asked again of another; shared: put together by a
  -- value that has turned out to be shared by many.
  origin text not null check (origin in ('automatic', 'verdict', 'shared')),
  kind text not null check (kind in ('account', 'person')),
  -- The first row stands for what was there; right_rows are what was put to it.
  left_row uuid not null,
  right_rows uuid[] not null,
  method text not null,
  source text not null,
  -- origin verdict: the decision that is asked about again.
  match_decision_id bigint,
  -- origin shared: the value, such as phone|0312345678.
  shared_value text,
  answer text check (answer in ('same', 'different', 'unsure')),
  -- What the answer made: a split, or a confirmation that holds the two together.
  answer_decision_id bigint,
  member_id bigint,
  answered_at timestamptz
);
create index match_audit_waiting on match_audit (match_audit_id) where answer is null;
-- Values that so many use that they identify nobody, since when: links that stand on one are weighed again when it becomes so.
create table shared_value (
  kind text not null check (kind in ('domain', 'phone', 'address', 'email')),
  value text not null,
  carriers integer not null,
  since timestamptz not null default now(),
  primary key (kind, value)
);
-- Today's model over everything that was ever taken in (mori rebuild --re-decide): what it would change, and what it changed.
create table re_decision (
  re_decision_id bigint generated always as identity primary key,
  state text not null check (state in ('queued', 'ready', 'applying', 'applied', 'failed')),
  -- Of the proposal: what is carried out must be what was looked at.
  fingerprint text,
  -- {account: {merged, split, moved, rows}, person: …, examples}
  summary jsonb,
  problem text,
  -- Its place among rows and decisions, once carried out; a rebuild replays it there.
  arrival bigint unique,
  member_id bigint,
  created_at timestamptz not null,
  applied_at timestamptz
);
create table re_decision_row (
  re_decision_id bigint not null,
  kind text not null,
  row_key uuid not null,
  role text not null,
  from_id bigint not null,
  -- Negative in a proposal: an entity that is not there yet.
  to_id bigint not null,
  change text not null check (change in ('merged', 'split', 'moved')),
  primary key (re_decision_id, kind, row_key, role)
);
-- The questions that today's model has, as they stood when it was carried out.
create table re_decision_pair (
  re_decision_id bigint not null,
  kind text not null,
  left_id bigint not null,
  right_id bigint not null,
  row_key uuid not null,
  reason text not null,
  evidence json not null,
  state text not null,
  verdict text,
  primary key (re_decision_id, kind, left_id, right_id)
);
-- Where every row stood when it was carried out, and which ids led where: a rebuild takes it up from here, whatever later models
-- make of the rows before. Kept of the last one only.
create table re_decision_link (
  row_key uuid not null,
  role text not null,
  account_id bigint,
  person_id bigint,
  account_method text,
  method text not null,
  score real not null,
  evidence json not null,
  re_decision_id bigint not null,
  primary key (row_key, role)
);
create table re_decision_redirect (
  kind text not null,
  from_id bigint not null,
  to_id bigint not null,
  re_decision_id bigint not null,
  primary key (from_id, kind)
);
