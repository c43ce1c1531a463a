-- 月次締め: what a month said when it was closed. Opened again it keeps its old closings.
create table month_closing (
  month_closing_id bigint generated always as identity primary key,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- First month of the fiscal year, as it was set then.
  start_month integer not null,
  closed_at timestamptz not null,
  closed_by bigint,
  reopened_at timestamptz,
  reopened_by bigint,
  reopen_reason text,
  -- When the figures were last compared with the data.
  checked_at timestamptz
);
create unique index month_closing_current on month_closing (month) where reopened_at is null;

-- A figure as it was frozen; what the last check found beside it never replaces it.
create table month_figure (
  month_closing_id bigint not null references month_closing,
  kpi_code text not null,
  -- landing: what the fiscal year is expected to come to, as seen at the end of the month.
  kind text not null check (kind in ('period', 'landing')),
  from_on date not null,
  to_on date not null,
  kpi_version integer not null,
  -- value, numerator, denominator, interval, n, note
  figure jsonb not null,
  -- Inputs that were not held yet.
  missing text[] not null default '{}',
  target double precision,
  -- Null where nothing differs.
  figure_now jsonb,
  version_now integer,
  -- Leads and deals of the month that came or went since.
  cases_changed integer,
  primary key (month_closing_id, kpi_code, kind, from_on, to_on)
);

-- The leads and deals that a measure of the month counted, so that a later difference opens to them.
create table month_case (
  month_closing_id bigint not null references month_closing,
  measure text not null,
  case_id text not null,
  kind text not null,
  account_id bigint,
  amount_yen bigint,
  primary key (month_closing_id, measure, case_id)
);

-- 所見 and お願い事項.
create table month_text (
  month text primary key check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  findings text not null default '',
  requests text not null default '',
  changed_at timestamptz not null,
  changed_by bigint
);
