-- Each stage in which a deal was seen open, so that own history tells how many deals of a stage are won in the end.
create table deal_stage (
  deal_id uuid not null,
  stage text not null,
  primary key (deal_id, stage)
);
insert into deal_stage (deal_id, stage) select deal_id, stage from deal where state = 'open';
create index deal_open on deal (closed_on) where state = 'open';

-- 着地見込み by the pipeline beside the one by pace, and the open deals it was made of when the month was closed.
alter table month_figure drop constraint month_figure_kind_check;
alter table month_figure add constraint month_figure_kind_check check (kind in ('period', 'landing', 'pipeline'));
create table month_pipeline (
  month_closing_id bigint not null references month_closing,
  deal_id uuid not null,
  account_id bigint,
  source text not null,
  stage text not null,
  closes_on text not null,
  amount_yen bigint not null,
  -- Share of deals of the stage that were won, and how many decided ones it was measured on.
  likelihood double precision not null,
  decided integer not null,
  part_yen bigint not null,
  primary key (month_closing_id, deal_id)
);
