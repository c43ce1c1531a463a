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

-- What a decision affects, and whether it can be taken back; nothing where nobody said.
alter table meeting_item
  add column affects text check (affects in ('company', 'targetList', 'handoverRules', 'plays', 'targets')),
  add column account_id bigint,
  add column is_reversible boolean,
  add constraint meeting_item_company check ((affects is not distinct from 'company') = (account_id is not null)),
  add constraint meeting_item_decision check (kind = 'decision' or (affects is null and is_reversible is null));

-- By what one sees that an action is done: a few words or a link.
alter table meeting_item
  add column evidence text,
  add constraint meeting_item_evidence check (evidence is null or state = 'done');
