-- What people and the clock decided about leads on their way from marketing to sales. Append-only: what is taken back is marked.
create table cycle_event (
  cycle_event_id bigint generated always as identity,
  cycle_id uuid not null,
  at timestamptz not null,
  -- null: the clock.
  member_id bigint,
  kind text not null,
  -- What the kind needs: receiver, reason, dates, deal.
  step jsonb not null default '{}',
  why text,
  -- Why this receiver: the rules that were looked at and the one that decided.
  explanation jsonb,
  undone_at timestamptz,
  undone_by bigint,
  primary key (cycle_id, cycle_event_id)
);

-- Days on which a member does not answer, and who answers instead.
create table absence (
  absence_id bigint generated always as identity primary key,
  member_id bigint not null references member,
  from_on date not null,
  to_on date not null,
  deputy_id bigint references member,
  check (from_on <= to_on)
);
create index absence_member on absence (member_id, to_on);

-- What a member was told, and whether it left the house.
create table notice (
  notice_id bigint generated always as identity primary key,
  member_id bigint not null references member,
  cycle_id uuid,
  kind text not null,
  send_at timestamptz not null,
  sent_at timestamptz,
  problem text,
  unique (member_id, cycle_id, kind)
);
create index notice_unsent on notice (send_at) where sent_at is null;

-- The weekly meeting of sales and marketing: what lay before it, frozen as it was, and what was decided.
create table meeting (
  meeting_id bigint generated always as identity primary key,
  held_on date not null unique,
  state text not null check (state in ('held', 'minutes_confirmed')),
  attendees text not null default '',
  agenda jsonb not null,
  held_by bigint,
  confirmed_by bigint,
  confirmed_at timestamptz
);
create table meeting_item (
  meeting_item_id bigint generated always as identity primary key,
  meeting_id bigint not null references meeting,
  kind text not null check (kind in ('decision', 'action')),
  text text not null,
  owner_id bigint references member,
  due_on date,
  -- Actions: open, done, late, dropped. Decisions: recorded.
  state text not null,
  done_on date,
  reason text
);
create index meeting_item_open on meeting_item (state, due_on);
create index meeting_item_meeting on meeting_item (meeting_id);
