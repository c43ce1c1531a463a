-- Versions of the numbers by which companies and people are put together. A version decides from its place in the order of arrival on, so that a
-- rebuild decides every row with the numbers of its day. What Mori comes with is a version like the others; the first begins before everything.
create table match_model (
  match_model_id bigint generated always as identity primary key,
  kind text not null check (kind in ('account', 'person')),
  number integer not null,
  origin text not null check (origin in ('shipped', 'trained', 'edited', 'returned')),
  settings json not null,
  fingerprint text not null,
  reason text,
  arrival bigint not null,
  member_id bigint references member (member_id),
  adopted_at timestamptz not null,
  unique (kind, number),
  unique (kind, arrival)
);
-- The version that decides now. Derived: a rebuild sets it as it goes through the order of arrival.
create table match_model_in_force (
  kind text primary key check (kind in ('account', 'person')),
  match_model_id bigint not null references match_model (match_model_id)
);
-- Other numbers that somebody learned from the own rows or set, with what they would change in a sample; nothing holds before it is adopted.
create table match_model_proposal (
  match_model_proposal_id bigint generated always as identity primary key,
  kind text not null check (kind in ('account', 'person')),
  origin text not null check (origin in ('trained', 'edited', 'returned')),
  based_on integer not null,
  state text not null check (state in ('queued', 'running', 'ready', 'failed', 'cancelled', 'adopted', 'discarded')),
  settings json,
  step text,
  done integer not null default 0,
  total integer not null default 0,
  result json,
  problem text,
  adopted_number integer,
  member_id bigint references member (member_id),
  created_at timestamptz not null
);
create index match_model_proposal_kind on match_model_proposal (kind, match_model_proposal_id desc);
-- A row that a re-decision moves is explained by what moved it, not by what had put it where it was.
alter table re_decision_row add column score real, add column evidence json;
