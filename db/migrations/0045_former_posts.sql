-- Where a record of a person stood before it named another company: its version, the company then, and since when it is so.
create table former_post (
  row_key uuid not null,
  version integer not null,
  account_id bigint not null,
  -- As the record wrote it: the company may be known from no other row.
  company_name text not null,
  told_on text not null,
  primary key (row_key, version)
);
create index former_post_account on former_post (account_id);
alter table affiliation add column left_by_change boolean not null default false;
