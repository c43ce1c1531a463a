-- Public tables that Mori takes in (法人番号の台帳, 町名の表) keep one list of loads. The audit names a load by its kind and number and a
-- waiting job by its number: numbers stay as they were, so one may stand once for each kind.
create table reference_load (
  kind text not null check (kind in ('register', 'towns')),
  reference_load_id bigint generated always as identity,
  file_name text not null,
  file_path text not null,
  bytes bigint not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  -- Rows of the register that cannot be read; lines of a table of towns that name no town (以下に掲載がない場合 and the like).
  rows_left_out bigint not null default 0,
  -- What the table held when the load ended: {"companies": 5400000} or {"towns": 120000, "townsWithReading": 119000}; {} before.
  held jsonb not null default '{}',
  problem text,
  created_by bigint,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (kind, reference_load_id)
);
insert into reference_load overriding system value
  select 'register', register_load_id, file_name, file_path, bytes, state, rows_read, rows_new, rows_changed, rows_rejected,
         jsonb_strip_nulls(jsonb_build_object('companies', companies)), problem, created_by, created_at, finished_at
    from register_load
  union all
  select 'towns', town_load_id, file_name, file_path, bytes, state, rows_read, rows_new, rows_changed, rows_left_out,
         jsonb_strip_nulls(jsonb_build_object('towns', towns, 'townsWithReading', towns_with_reading)), problem, created_by, created_at, finished_at
    from town_load;
select setval(pg_get_serial_sequence('reference_load', 'reference_load_id'), coalesce(max(reference_load_id), 0) + 1, false) from reference_load;
drop table register_load, town_load;
