-- A company whose corporation the register calls closed was put into the one that took it over: how only the closed one was called. It holds
-- while the rows of both, by which the decision names them, belong to one company.
create table account_takeover (
  match_decision_id bigint primary key references match_decision,
  closed_row uuid not null,
  successor_row uuid not null,
  names text[] not null,
  numbers text[] not null
);
-- The same, as far as it holds, for whoever lets values compete.
alter table account add column taken_over json;
