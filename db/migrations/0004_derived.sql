-- Everything here is derived from raw rows and decisions and can be rebuilt by one command.
create table row_link (
  row_key uuid not null,
  -- main, or the party of an order: bill_to, ship_to, end_user, agency.
  role text not null,
  -- The version of the row that is in force.
  version integer not null,
  account_id bigint,
  person_id bigint,
  -- How the company was found, and how the most specific subject of the row was.
  account_method text,
  method text not null,
  score real not null,
  evidence json not null,
  primary key (row_key, role)
);
create index row_link_account on row_link (account_id);
create index row_link_person on row_link (person_id) where person_id is not null;
-- Hashed look-up keys: type and value → entity.
create table identity_key (
  key bigint not null,
  entity_id bigint not null,
  key_type smallint not null,
  primary key (key, entity_id)
);
-- Ids rise with arrival, so few blocks hold the keys of one entity.
create index identity_key_entity on identity_key using brin (entity_id int8_minmax_multi_ops) with (pages_per_range = 16);
create table account (
  account_id bigint primary key,
  name text not null,
  name_safe text not null,
  name_order text not null,
  kana text,
  english_name text,
  former_names text[] not null default '{}',
  corporate_number text,
  kind text not null default 'company',
  status text not null default 'active',
  postal_code text,
  prefecture text,
  address text,
  phone text,
  website text,
  domain text,
  industry text,
  employees integer,
  revenue_yen bigint,
  capital_yen bigint,
  founded_on text,
  parent_name text,
  class text,
  tier text,
  is_on_hold boolean not null default false,
  hold_reason text,
  owner_name text,
  owner_id bigint,
  agency_id bigint,
  agency_role text,
  agency_area text,
  trade_account_opened_on text,
  -- [[row, source, rank, on, attributes as bits]]: where each value comes from.
  provenance json not null default '[]',
  -- Every name, domain, phone and address its rows gave: what a further row is compared with.
  profile json not null default '{}'
);
create index account_owner on account (owner_id);
create index account_agency on account (agency_id) where agency_id is not null;
create index account_name_order on account (name_order, account_id);
create index account_corporate_number on account (corporate_number) where corporate_number is not null;
create index account_name_safe on account (name_safe);
create table account_search (
  account_id bigint primary key,
  grams text[] not null
);
create index account_search_grams on account_search using gin (grams) with (fastupdate = on);
create table account_domain (
  domain text not null,
  account_id bigint not null,
  primary key (domain, account_id)
);
create index account_domain_prefix on account_domain (domain text_pattern_ops);
create index account_domain_account on account_domain (account_id);
create table account_rollup (
  account_id bigint primary key,
  person_count integer not null default 0,
  decider_count integer not null default 0,
  activity_count integer not null default 0,
  last_activity_on text,
  open_deal_count integer not null default 0,
  won_deal_count integer not null default 0,
  revenue_36m_yen bigint,
  gross_profit_36m_yen bigint,
  source_count integer not null default 0
);
create index account_rollup_last on account_rollup (last_activity_on);
create table site (
  account_id bigint not null,
  name text not null,
  address text,
  row_key uuid not null,
  primary key (account_id, name)
);
create table person (
  person_id bigint primary key,
  name text not null,
  family text not null,
  given text not null,
  name_key text not null,
  kana text,
  email text,
  emails text[] not null default '{}',
  phone text,
  mobile text,
  account_id bigint,
  department text,
  department_function text,
  title text,
  title_rank smallint,
  band text,
  is_role_address boolean not null default false,
  may_mail boolean,
  provenance json not null default '[]',
  profile json not null default '{}'
);
create index person_account on person (account_id, title_rank desc nulls last);
create index person_name_order on person (name, person_id);
create table person_search (
  person_id bigint primary key,
  grams text[] not null
);
create index person_search_grams on person_search using gin (grams) with (fastupdate = on);
-- A person may hold several affiliations (兼務, 出向).
create table affiliation (
  person_id bigint not null,
  account_id bigint not null,
  department_key text not null,
  department text,
  title text,
  title_rank smallint,
  observed_on text,
  source text not null,
  row_key uuid not null,
  primary key (person_id, account_id, department_key)
);
create index affiliation_account on affiliation (account_id);
-- この人を知っている社員: from cards, activities and record owners.
create table acquaintance (
  person_id bigint not null,
  member_name text not null,
  source text not null,
  last_on text,
  row_key uuid not null,
  primary key (person_id, member_name, source)
);
-- account_id 0: nobody knows yet which company it was.
create table activity (
  account_id bigint not null,
  day date not null,
  event_id uuid not null,
  person_id bigint,
  type text not null,
  subject text,
  member_name text,
  source text not null,
  primary key (account_id, day, event_id)
) partition by range (day);
create table activity_rest partition of activity default;

-- One partition per month, made when its first activity comes. Outside 2000–2099 the rest partition takes them.
create function ensure_activity_months(months text[]) returns void language plpgsql as $$
declare
  first_day date;
begin
  for first_day in
    select distinct (month || '-01')::date from unnest(months) month where month between '2000-01' and '2099-12' order by 1
  loop
    if to_regclass('activity_' || to_char(first_day, 'YYYYMM')) is null then
      execute format('create table %I partition of activity for values from (%L) to (%L)',
        'activity_' || to_char(first_day, 'YYYYMM'), first_day, first_day + interval '1 month');
    end if;
  end loop;
end
$$;
create index activity_event on activity (event_id);
create index activity_person on activity (person_id, day desc) where person_id is not null;
create table deal (
  deal_id uuid primary key,
  account_id bigint,
  person_id bigint,
  external_key text,
  source text not null,
  name text not null,
  stage text not null,
  state text not null check (state in ('open', 'won', 'lost')),
  amount_yen bigint,
  created_on text,
  closed_on text,
  product text,
  owner_name text,
  lead_source text
);
create index deal_account on deal (account_id);
create table order_line (
  order_line_id uuid primary key,
  -- 需要家 where known, else 請求先: whom the value belongs to.
  account_id bigint,
  bill_to_id bigint,
  ship_to_id bigint,
  end_user_id bigint,
  agency_id bigint,
  source text not null,
  order_number text,
  ordered_on text,
  product text,
  quantity numeric,
  revenue_yen bigint,
  gross_profit_yen bigint
);
create index order_line_account on order_line (account_id, ordered_on);
-- A person's inquiry or lead as its source tells it; lead_event is derived from it through the stage table.
create table lead (
  lead_id uuid primary key,
  source text not null,
  account_id bigint,
  person_id bigint,
  external_key text,
  name text,
  status text,
  owner_name text,
  campaign text,
  created_on text,
  mql_on text,
  handover_on text,
  sal_on text,
  sql_on text,
  deal_on text,
  closed_on text,
  reject_reason text,
  deal_key text
);
create index lead_person on lead (person_id);
create index lead_account on lead (account_id);
create table lead_event (
  cycle_id uuid not null,
  stage text not null,
  at text not null,
  member_name text,
  source_row uuid not null,
  source text not null,
  account_id bigint,
  person_id bigint,
  is_inferred boolean not null,
  reason text,
  primary key (cycle_id, stage)
);
create index lead_event_stage on lead_event (stage, at);
create index lead_event_source_row on lead_event (source_row);
create index lead_event_account on lead_event (account_id);
-- One pass of a lead from interest to an end, folded from lead_event and cycle_event: its state, and the day it reached each
-- stage. A deal that no lead led to is a cycle as well.
create table lead_cycle (
  cycle_id uuid primary key,
  lead_id uuid not null,
  number integer not null default 1,
  source text not null,
  account_id bigint,
  person_id bigint,
  state text not null,
  candidate_at text,
  mql_at text,
  sal_at text,
  sql_at text,
  deal_at text,
  won_at text,
  rejected_at text,
  ignored_at text,
  -- Who has to answer: member, agency or queue with its id, and where the clock runs from.
  receiver_kind text,
  receiver_id text,
  clock_from timestamptz,
  postponed_until text,
  reason text,
  recycle_on text,
  next_action text,
  next_on text,
  deal_id uuid,
  followed_up_at text,
  is_inferred boolean not null,
  is_sales_made boolean not null
);
create index lead_cycle_cohort on lead_cycle (mql_at) include (source, account_id, sal_at, sql_at, deal_at, won_at, rejected_at, is_inferred);
create index lead_cycle_sales_made on lead_cycle (deal_at, won_at) where is_sales_made;
create index lead_cycle_account on lead_cycle (account_id);
create index lead_cycle_state on lead_cycle (state, clock_from desc);
create index lead_cycle_receiver on lead_cycle (receiver_id, state);
create table review (
  kind text not null,
  -- The entity the row made, and the one it may be.
  left_id bigint not null,
  right_id bigint not null,
  row_key uuid not null,
  reason text not null,
  evidence json not null,
  -- weak: not worth a question, but looked at again when more is known of either.
  state text not null default 'open' check (state in ('open', 'weak', 'decided')),
  verdict text,
  primary key (left_id, right_id, kind)
);
create index review_open on review (kind, state);
create index review_right on review (right_id);
-- Our own sales people as the files name them; a login is not needed.
create table colleague (
  name text primary key,
  email text,
  department text,
  title text,
  source text not null,
  row_key uuid not null
);
create table product (
  name text primary key,
  series text,
  price_yen bigint,
  row_key uuid not null
);
