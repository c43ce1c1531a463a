-- What became of the appointments that files tell of (予定・実施・不参加・中止・日程変更, or unknown), when each was won and by whom.
alter table activity add column appointment_status text, add column appointment_set_on date, add column appointment_set_by text;
create index activity_appointment on activity (day) where appointment_status is not null;

-- An appointment set here: what holds of it now. Company and person stand as they were chosen; merges are followed when it is read.
create table appointment (
  appointment_id bigint generated always as identity primary key,
  account_id bigint not null,
  person_id bigint,
  -- The lead it was won from.
  cycle_id uuid,
  subject text,
  status text not null check (status in ('scheduled', 'held', 'no_show', 'cancelled')),
  meets_on date not null,
  meets_at time,
  -- Who goes there, and who won it.
  host_id bigint not null references member,
  set_by bigint not null references member,
  set_at timestamptz not null,
  taken_back_at timestamptz
);
create index appointment_account on appointment (account_id, meets_on desc);
create index appointment_waiting on appointment (host_id, meets_on) where status = 'scheduled' and taken_back_at is null;
create index appointment_cycle on appointment (cycle_id) where cycle_id is not null;

-- Setting, moving and what became of it, append-only; what was taken back stays with who did so.
create table appointment_event (
  appointment_event_id bigint generated always as identity primary key,
  appointment_id bigint not null references appointment,
  kind text not null check (kind in ('set', 'move', 'hold', 'no_show', 'cancel')),
  -- The day and time it is set for or moved to.
  meets_on date,
  meets_at time,
  at timestamptz not null,
  member_id bigint not null references member,
  why text,
  undone_at timestamptz,
  undone_by bigint references member
);
create index appointment_event_of on appointment_event (appointment_id, appointment_event_id);
