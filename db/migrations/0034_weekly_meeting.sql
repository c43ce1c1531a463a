-- What somebody brings to the weekly meeting beside what Mori finds; null waits for the next meeting (domain.md §11.4).
create table agenda_item (
  agenda_item_id bigint generated always as identity primary key,
  meeting_id bigint references meeting,
  text text not null,
  account_id bigint,
  added_by bigint references member,
  added_at timestamptz not null default now()
);
create index agenda_item_meeting on agenda_item (meeting_id);
