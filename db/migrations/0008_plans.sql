-- What marketing and sales want a KPI to be in a fiscal period. A change after both agreed is a new version; old ones stay.
create table kpi_plan (
  kpi_plan_id bigint generated always as identity primary key,
  kpi_code text not null,
  scope text not null check (scope in ('all', 'inside')),
  period_kind text not null check (period_kind in ('month', 'quarter', 'half', 'year')),
  from_on date not null,
  to_on date not null,
  version int not null,
  -- In the unit of the KPI: a rate as a fraction, money in yen.
  target double precision not null,
  state text not null check (state in ('draft', 'submitted', 'in_force', 'superseded', 'withdrawn')),
  created_by bigint,
  created_at timestamptz not null default now(),
  check (from_on < to_on),
  unique (kpi_code, scope, period_kind, from_on, version)
);
create unique index kpi_plan_in_force on kpi_plan (kpi_code, scope, period_kind, from_on) where state = 'in_force';
create unique index kpi_plan_open on kpi_plan (kpi_code, scope, period_kind, from_on) where state in ('draft', 'submitted');
create index kpi_plan_period on kpi_plan (from_on, to_on) where state = 'in_force';

-- Who submitted, approved or returned it. Append-only.
create table kpi_plan_event (
  kpi_plan_event_id bigint generated always as identity primary key,
  kpi_plan_id bigint not null references kpi_plan,
  at timestamptz not null,
  member_id bigint,
  verdict text not null check (verdict in ('create', 'submit', 'approve', 'return', 'withdraw', 'supersede')),
  side text check (side in ('marketing', 'sales')),
  is_proxy boolean not null default false,
  note text
);
create index kpi_plan_event_plan on kpi_plan_event (kpi_plan_id);

-- From a day on a KPI means something else: a marker in every trend and comparison across that day.
create table definition_change (
  definition_change_id bigint generated always as identity primary key,
  on_day date not null,
  what text not null check (what in ('definition', 'qualification_rule', 'routing_rule', 'target_list', 'stage_table')),
  -- null: all KPIs.
  kpi_codes text[],
  version text not null,
  what_changed_ja text not null,
  what_changed_en text not null,
  member_id bigint,
  at timestamptz not null default now()
);
create index definition_change_day on definition_change (on_day);

-- The meaning each KPI had when this installation last started.
create table kpi_definition (
  kpi_code text primary key,
  version int not null,
  formula_ja text not null,
  formula_en text not null
);

-- Tiles that a member chose for the first screen; without a choice the role's three stand there.
create table home_tile (
  member_id bigint not null references member,
  position int not null,
  kpi_code text not null,
  primary key (member_id, position)
);
