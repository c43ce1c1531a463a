-- Of our own people, the companies whose rows named them: how telling it is that two rows name the same one.
create table base_owner (
  owner text primary key,
  account_count integer not null
);
