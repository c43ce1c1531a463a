-- The first sales activity or noted follow-up from the day of hand-over on, and from the day of acceptance on; the lead's deal
-- as its file names it.
alter table lead_cycle
  add column followed_on text,
  add column sal_followed_on text,
  add column named_deal_id uuid,
  -- When the lead was acquired, by its file.
  add column acquired_on date;
update lead_cycle c set acquired_on = l.created_on::date from lead l where l.lead_id = c.cycle_id and l.created_on is not null;

create index lead_deal_key on lead (source, deal_key) where deal_key is not null;
create index deal_key on deal (source, external_key);
update lead_cycle c set named_deal_id = d.deal_id
  from lead l join deal d on d.source = l.source and d.external_key = l.deal_key where l.lead_id = c.cycle_id;
update lead_cycle c
   set followed_on = least(v.followed_on, case when c.followed_up_at >= c.mql_at then c.followed_up_at end),
       sal_followed_on = least(v.sal_followed_on, case when c.followed_up_at >= c.sal_at then c.followed_up_at end)
  from (select c.cycle_id, (min(v.day) filter (where v.day >= c.mql_at::date))::text as followed_on, (min(v.day) filter (where v.day >= c.sal_at::date))::text as sal_followed_on
          from lead_cycle c left join activity v on v.person_id = c.person_id and v.type in ('visit', 'meeting', 'call')
         group by c.cycle_id) v
 where v.cycle_id = c.cycle_id and num_nonnulls(v.followed_on, v.sal_followed_on, c.followed_up_at) > 0;

drop index lead_cycle_cohort;
create index lead_cycle_cohort on lead_cycle (mql_at) include (account_id, state, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at,
  postponed_until, followed_on, sal_followed_on);
-- The days once more as days, so that waiting times are a subtraction and the index is half as wide.
create function iso_day(day text) returns date language sql immutable strict parallel safe
  return make_date(left(day, 4)::int, substr(day, 6, 2)::int, substr(day, 9, 2)::int);
alter table lead_cycle
  add column mql_on date generated always as (iso_day(mql_at)) stored,
  add column sal_on date generated always as (iso_day(sal_at)) stored,
  add column sql_on date generated always as (iso_day(sql_at)) stored,
  add column deal_on date generated always as (iso_day(deal_at)) stored,
  add column won_on date generated always as (iso_day(won_at)) stored;
create index lead_cycle_days on lead_cycle (mql_on) include (source, account_id, sal_on, sql_on, deal_on, won_on, rejected_at, is_inferred, is_sales_made);
create index lead_cycle_acquired on lead_cycle (acquired_on) include (source, account_id, is_sales_made) where acquired_on is not null;
drop index lead_cycle_account;
create index lead_cycle_account on lead_cycle (account_id, mql_at);
create index lead_cycle_sal on lead_cycle (sal_at) include (mql_at, state, sal_followed_on) where sal_at is not null;
create index lead_cycle_sql on lead_cycle (sql_at) include (account_id, state) where sql_at is not null;
create index lead_cycle_postponed on lead_cycle (postponed_until) where postponed_until is not null;
create index lead_cycle_named_deal on lead_cycle (named_deal_id) where named_deal_id is not null;
create index deal_created on deal (created_on) include (account_id, amount_yen, state);
create index deal_decided on deal (closed_on) include (account_id, amount_yen, state, created_on) where state in ('won', 'lost');
create index order_line_day on order_line (ordered_on) include (account_id, gross_profit_yen);

-- Leads, deals and people whose rows changed since cycles were last derived.
create table cycle_stale (
  kind text not null check (kind in ('lead', 'deal', 'person')),
  id text not null
);

-- Hand-overs of one day counted, each as it would be counted from its cycles: what KPIs add up over a period.
create table handover_day (
  day text primary key,
  -- The follow-up rule and calendar that "in time" was judged by.
  rule text not null,
  handed integer not null,
  sal integer not null,
  rejected integer not null,
  ignored integer not null,
  pending integer not null,
  registered integer not null,
  sql integer not null,
  won integer not null,
  lapsed integer not null,
  followed integer not null,
  accepted_unfollowed integer not null
);
-- Days whose cycles changed since they were counted. Only ever added to and removed, so that two writers never wait for each other.
create table handover_day_stale (
  day text not null
);
insert into handover_day_stale select distinct mql_at from lead_cycle where mql_at is not null;

-- Since when a company is a customer, and what its orders of the 36 months from then on brought; null where no file tells.
create table customer (
  account_id bigint primary key,
  first_ordered_on text not null,
  -- The day after the 36 months.
  profit_until text not null,
  profit_yen bigint,
  profit_lines integer not null
);
create index customer_first on customer (first_ordered_on);
insert into customer
select f.account_id, f.first_on, f.until, sum(o.gross_profit_yen)::bigint, count(o.gross_profit_yen)::int
  from (select account_id, min(ordered_on) as first_on, to_char(min(ordered_on)::date + interval '36 months', 'YYYY-MM-DD') as until
          from order_line where account_id is not null and ordered_on is not null group by 1) f
  join order_line o on o.account_id = f.account_id and o.ordered_on < f.until
 group by f.account_id, f.first_on, f.until;
