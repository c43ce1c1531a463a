-- What people are offered (見積依頼, デモ申込 …) and the words by which imported rows speak of it. One that is act-now hands a lead
-- over by itself from its first day on.
create table offer (
  offer_id bigint generated always as identity primary key,
  name text not null unique,
  kind text not null,
  -- Any of these in the name of a campaign, form, activity or seminar, and none of those.
  words text[] not null,
  except_words text[] not null default '{}',
  product text,
  starts_on date not null,
  ends_on date,
  is_act_now boolean not null,
  created_by bigint references member,
  created_at timestamptz not null
);

-- A row that took an act-now offer, decided once per row: what it led to, and in which cycle.
create table offer_take (
  row_key uuid primary key,
  offer_id bigint not null references offer,
  on_day date not null,
  outcome text not null check (outcome in ('handed_over', 'held_back', 'joined', 'too_old', 'already_told', 'excluded', 'nobody')),
  cycle_id uuid,
  -- No file tells a lead of this person: the row itself is one.
  makes_lead boolean not null default false,
  taken_at timestamptz not null
);
create index offer_take_offer on offer_take (offer_id, on_day desc);
create index offer_take_cycle on offer_take (cycle_id) where cycle_id is not null;
create index offer_take_lead on offer_take (row_key) where makes_lead;

-- A further pass of a lead that came back: the first pass is the lead itself.
create table lead_pass (
  cycle_id uuid primary key,
  lead_id uuid not null,
  number integer not null check (number >= 2),
  opened_at timestamptz not null,
  opened_by bigint,
  why text
);
create index lead_pass_lead on lead_pass (lead_id, number);

alter table lead add column lead_source text;

-- Which clock runs for a hand-over (hot, tal, normal, agency), fixed when it is given to somebody.
alter table lead_cycle add column clock_class text not null default 'normal';
update lead_cycle set clock_class = 'agency' where receiver_kind = 'agency';
create index lead_cycle_lead on lead_cycle (lead_id);

-- What "in time" means depends on the clock, so a day is counted once for each of them.
delete from handover_day;
alter table handover_day add column clock_class text not null, drop constraint handover_day_pkey, add primary key (day, clock_class);
insert into handover_day_stale select distinct mql_at from lead_cycle where mql_at is not null;
drop index lead_cycle_cohort;
create index lead_cycle_cohort on lead_cycle (mql_at) include (account_id, state, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at,
  postponed_until, followed_on, sal_followed_on, clock_class);
drop index lead_cycle_sal;
create index lead_cycle_sal on lead_cycle (sal_at) include (mql_at, state, sal_followed_on, clock_class) where sal_at is not null;
