-- What files put beside a record: the union of all rows, whatever wins elsewhere.
alter table account
  add column tags text[] not null default '{}',
  add column memos text[] not null default '{}';
alter table person
  add column tags text[] not null default '{}',
  add column memos text[] not null default '{}';
