-- Tries to sign in to one address, counted before the password is looked at; the address itself is not kept.
create table sign_in_try (
  address_hash bytea primary key,
  tries integer not null,
  since timestamptz not null
);

-- People who asked to be erased: who carried it out and why, and no word about whom.
create table erasure (
  erasure_id bigint generated always as identity primary key,
  person_id bigint not null,
  requested_on date not null,
  reason text not null,
  member_id bigint references member,
  at timestamptz not null default now(),
  row_count integer not null
);
-- Keyed hashes of what tells an erased person apart, so that a later import does not take them in again.
create table erased_key (
  key_hash bytea primary key,
  erasure_id bigint not null references erasure
);
create index erased_key_of_erasure on erased_key (erasure_id);
-- The key of those hashes, made once. It stays with them, so that a restored copy still knows whom not to take in.
create table erasure_secret (
  is_only boolean primary key default true check (is_only),
  secret bytea not null
);

-- Departments of a company. Ids are registered under the company's id and the department's key; derived, like companies are.
create table department (
  account_id bigint not null,
  department_key text not null,
  department_id bigint not null,
  name text not null,
  person_count integer not null,
  primary key (account_id, department_key)
);
create index department_id_of on department (department_id);

-- Where in the watched folder the file of an import lay, and when it was put away.
alter table import_batch add column watched_path text;
alter table import_batch add column filed_at timestamptz;
create unique index import_batch_unfiled on import_batch (watched_path) where watched_path is not null and filed_at is null;
