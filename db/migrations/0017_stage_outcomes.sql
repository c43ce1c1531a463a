-- What became of each deal beside every stage it was seen in, so that the share won of a stage is one index and no join over all deals.
alter table deal_stage add column source text;
alter table deal_stage add column decided_on text;
alter table deal_stage add column is_won boolean not null default false;
update deal_stage s set source = d.source, decided_on = case when d.state in ('won', 'lost') then d.closed_on end, is_won = d.state = 'won'
  from deal d where d.deal_id = s.deal_id;
create index deal_stage_decided on deal_stage (source, stage, decided_on) include (is_won) where decided_on is not null;
