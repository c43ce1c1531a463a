-- A meeting is planned ahead, and it may pass without being held: its day is no longer the day on which it was held (domain.md §17.15).
alter table meeting rename column held_on to meets_on;
alter table meeting
  add column meets_at time,
  -- Who leads it.
  add column leader_id bigint references member,
  -- Its planning was a mistake; nobody sees it any more.
  add column taken_back_at timestamptz,
  alter column agenda drop not null,
  drop constraint meeting_state_check,
  add constraint meeting_state_check
    check (state in ('scheduled', 'agenda_ready', 'held', 'minutes_confirmed', 'missed', 'cancelled')),
  add constraint meeting_agenda check (agenda is not null or state not in ('agenda_ready', 'held', 'minutes_confirmed')),
  drop constraint meeting_held_on_key;
create unique index meeting_day on meeting (meets_on) where state <> 'cancelled' and taken_back_at is null;

-- Planning, moving and what became of it, append-only; what was taken back stays with who did so. Without a member the clock did it.
create table meeting_event (
  meeting_event_id bigint generated always as identity primary key,
  meeting_id bigint not null references meeting,
  kind text not null check (kind in ('plan', 'prepare', 'move', 'hold', 'confirm_minutes', 'miss', 'explain', 'cancel')),
  -- The day and time it is planned for, moved to or held on.
  meets_on date,
  meets_at time,
  at timestamptz not null,
  member_id bigint references member,
  why text,
  undone_at timestamptz,
  undone_by bigint references member
);
create index meeting_event_of on meeting_event (meeting_id, meeting_event_id);

-- What was recorded before was held on its day; the audit knows when that was said, and nothing is said of a day before it.
insert into meeting_event (meeting_id, kind, meets_on, at, member_id)
select m.meeting_id, 'hold', m.meets_on,
       greatest((m.meets_on + time '12:00') at time zone 'Asia/Tokyo',
                (select min(a.at) from audit_entry a where a.action = 'meeting.hold' and a.subject_id = m.meeting_id::text)),
       (select member_id from member where member_id = m.held_by)
  from meeting m;
insert into meeting_event (meeting_id, kind, at, member_id)
select m.meeting_id, 'confirm_minutes', coalesce(m.confirmed_at, (m.meets_on + time '18:00') at time zone 'Asia/Tokyo'),
       (select member_id from member where member_id = m.confirmed_by)
  from meeting m where m.state = 'minutes_confirmed';

alter table meeting drop column held_by, drop column confirmed_by, drop column confirmed_at;

-- An action that was given up is told in the next agenda, with why.
alter table meeting_item add column dropped_on date;
