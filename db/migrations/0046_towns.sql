-- Towns of the country as the installation loads them (日本郵便, Geolonia): by them romaji addresses and Kyoto's streets are read. Names
-- are folded as those of addresses are; readings are spelling-blind Latin letters, empty where the table does not read its names.
create table town (
  prefecture text not null,
  city text not null,
  name text not null,
  city_romaji text not null,
  romaji text not null,
  primary key (city, name, prefecture, romaji)
);
create index town_romaji on town (romaji) where romaji <> '';
-- One table of towns taken in.
create table town_load (
  town_load_id bigint generated always as identity primary key,
  file_name text not null,
  file_path text not null,
  bytes bigint not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  -- Lines that name no town: 以下に掲載がない場合 and the like.
  rows_left_out bigint not null default 0,
  -- Towns in the table when the load ended, and those of them whose reading is known.
  towns bigint,
  towns_with_reading bigint,
  problem text,
  created_by bigint,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
-- The town by which the address of a row's company was read when this version of the row came: a rebuild reads it so again, whatever the
-- table holds by then.
create table row_town (
  row_key uuid not null,
  version integer not null,
  role text not null,
  prefecture text not null,
  city text not null,
  name text not null,
  city_romaji text not null,
  romaji text not null,
  primary key (row_key, version, role)
);
