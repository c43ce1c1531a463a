-- The register of corporations (国税庁 法人番号) as loaded from its files: a reference, never accounts.
create table register_company (
  corporate_number text primary key,
  name text not null,
  -- Hash of the name without legal form, kana and old kanji folded: what a list's spelling is looked up by.
  name_key bigint not null,
  kana text,
  english_name text,
  -- 101 国の機関, 201 地方公共団体, 301 株式会社 … 499 その他
  kind text,
  prefecture text,
  city text,
  street text,
  postal_code text,
  closed_on date,
  -- 01 清算の結了等, 11 合併による解散等, 21 登記官による閉鎖, 31 その他
  closed_cause text,
  successor_number text,
  -- 処理区分, 更新年月日, 変更年月日 and whether the file calls the row the latest: the later row wins.
  process text not null,
  updated_on date not null,
  changed_on date,
  is_latest boolean not null
);
create index register_company_name on register_company (name_key);
create index register_company_successor on register_company (successor_number) where successor_number is not null;
create table register_former_name (
  corporate_number text not null,
  name text not null,
  name_key bigint not null,
  kana text,
  -- The day from which the company was called otherwise.
  until_on date,
  primary key (corporate_number, name)
);
create index register_former_name_key on register_former_name (name_key);
-- One file of the register taken in.
create table register_load (
  register_load_id bigint generated always as identity primary key,
  file_name text not null,
  file_path text not null,
  bytes bigint not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_rejected bigint not null default 0,
  -- Corporations in the register when the load ended.
  companies bigint,
  problem text,
  created_by bigint,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
-- What people decided about how two companies belong together; proposals are derived when they are looked at.
create table account_relation (
  from_id bigint not null,
  to_id bigint not null,
  kind text not null check (kind in ('parent', 'site', 'department', 'group', 'brand', 'successor')),
  state text not null check (state in ('confirmed', 'denied')),
  evidence jsonb not null default '[]',
  note text,
  member_id bigint,
  at timestamptz not null default now(),
  primary key (from_id, to_id, kind)
);
create index account_parent_name on account (parent_name) where parent_name is not null;
create index account_relation_to on account_relation (to_id);
-- One department that became another: renamed or reorganised, as people decided.
create table department_succession (
  account_id bigint not null,
  from_key text not null,
  to_key text not null,
  state text not null check (state in ('confirmed', 'denied')),
  member_id bigint,
  at timestamptz not null default now(),
  primary key (account_id, from_key, to_key)
);
