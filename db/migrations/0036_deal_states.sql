-- A deal that nobody decided (見送り) and one that rests (保留) are neither lost nor open (domain.md §17.5).
alter table deal drop constraint deal_state_check;
alter table deal
  add constraint deal_state_check check (state in ('open', 'won', 'lost', 'no_decision', 'postponed')),
  add column postponed_until text;
-- What is known already is read as imports read it from now on; a rebuild gives the same.
update deal set state = 'no_decision'
 where state = 'lost' and (lost_reason = 'no_decision' or (stage ~ '見送' and stage !~* '失注|lost|不成立|キャンセル|辞退|敗'))
    or state = 'open' and stage ~* '自然消滅|案件消滅|立ち消え|中止|決定せず|決定なし|no[ -]?decision';
update deal set lost_reason = 'no_decision' where state = 'no_decision' and lost_reason is null;
update deal set state = 'postponed'
 where state in ('open', 'won') and stage ~* '保留|延期|先送り|凍結|ペンディング|^pending$|塩漬け|中断|休止|on[ -]?hold|postpone|deferred'
   and stage !~ '解除|解凍|再開';
delete from deal_stage s using deal d where d.deal_id = s.deal_id and d.state in ('no_decision', 'postponed') and s.stage = d.stage;
update deal_stage s
   set decided_on = case when d.state = 'no_decision' then d.closed_on end, is_won = false
  from deal d
 where d.deal_id = s.deal_id and d.state in ('no_decision', 'postponed');
drop index deal_decided;
drop index deal_open;
create index deal_decided on deal (closed_on) include (account_id, amount_yen, state, created_on) where state in ('won', 'lost', 'no_decision');
create index deal_undecided on deal (closed_on) include (state) where state in ('open', 'postponed');
-- What people here say of a deal beside its file, append-only. It holds until the file tells something else than before.
create table deal_event (
  deal_event_id bigint generated always as identity,
  deal_id uuid not null,
  -- Its place among the rows that arrived.
  arrival bigint not null,
  at timestamptz not null,
  member_id bigint references member (member_id),
  kind text not null check (kind in ('postpone', 'give_up', 'resume', 'reopen')),
  until text,
  why text not null check (why <> ''),
  undone_at timestamptz,
  undone_by bigint references member (member_id),
  primary key (deal_id, deal_event_id),
  check ((until is null) = (kind <> 'postpone'))
);
