-- Who receives what: every version of the routing rules stays; the newest is in force.
create table routing_version (
  routing_version_id bigint generated always as identity primary key,
  plan jsonb not null,
  note text,
  saved_by bigint references member,
  saved_at timestamptz not null
);

-- 担当替え: companies of one member that others take over on a day.
create table reassignment (
  reassignment_id bigint generated always as identity primary key,
  from_id bigint not null references member,
  -- In order: the first share whose conditions a company meets takes it.
  shares jsonb not null,
  effective_on date not null,
  -- Until this day the former owner may answer as well.
  shared_until date not null,
  -- Who takes over the open actions of weekly meetings; null leaves them.
  actions_to bigint references member,
  note text,
  state text not null check (state in ('planned', 'applied', 'undone')),
  created_by bigint references member,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  undone_by bigint references member,
  -- What the day itself moved: hand-overs, clocks, targets, actions.
  moved jsonb
);
create index reassignment_planned on reassignment (effective_on) where state = 'planned';

create table reassignment_account (
  reassignment_id bigint not null references reassignment,
  account_id bigint not null,
  to_id bigint not null references member,
  -- null until the day; moved, or elsewhere when somebody else owned the company by then.
  outcome text check (outcome in ('moved', 'elsewhere')),
  primary key (reassignment_id, account_id)
);
create index reassignment_account_account on reassignment_account (account_id);

-- The nightly check that nothing vanished between marketing and sales.
create table handover_check (
  handover_check_id bigint generated always as identity primary key,
  checked_at timestamptz not null,
  is_balanced boolean not null,
  -- Counts of each month: H and its parts.
  cohorts jsonb not null,
  -- What does not hold, with the leads concerned.
  problems jsonb not null
);
