-- A period asks for appointments that were set in it or are for it: each by its own day, instead of all of the year before.
create index activity_appointment_set on activity (coalesce(appointment_set_on, day)) where appointment_status is not null;
create index appointment_day on appointment (meets_on);
create index appointment_set on appointment (((set_at at time zone 'Asia/Tokyo')::date));

-- Ratings that ask for an answer, by the day they were given.
create index feedback_asking on feedback (((given_at at time zone 'Asia/Tokyo')::date)) where code <> 'useful';

-- With the cycle itself, so that what is known of it elsewhere is looked up without reading its line.
drop index lead_cycle_cohort;
create index lead_cycle_cohort on lead_cycle (mql_at) include (account_id, state, sal_at, sql_at, deal_at, won_at, rejected_at, ignored_at,
  postponed_until, followed_on, sal_followed_on, clock_class, cycle_id);

-- Of the hand-overs of a day, the SQLs that were won and the leads that a receiver rated.
delete from handover_day;
alter table handover_day add column sql_won integer not null, add column rated integer not null;
insert into handover_day_stale select distinct mql_at from lead_cycle where mql_at is not null;
