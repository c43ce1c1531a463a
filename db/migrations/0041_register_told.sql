-- How many corporations of the country carried the name of a row's company when the row came, where the whole register was loaded: what
-- a shared name weighs is decided by it, and a rebuild decides as then.
alter table row_alias alter column corporate_number drop not null;
alter table row_alias add column carriers integer;
-- What people decided about a company of ours whose corporation the register calls closed. A later closure asks anew.
create table account_closure (
  account_id bigint primary key,
  closed_on date not null,
  answer text not null check (answer in ('kept', 'merged')),
  reason text not null,
  member_id bigint not null,
  at timestamptz not null default now()
);
