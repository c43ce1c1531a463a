-- Who works with Mori (利用者), what they changed, and settings of the deployment.
create table member (
  member_id bigint generated always as identity primary key,
  auth_user_id text unique,
  email text not null unique,
  name text not null,
  role text not null check (role in ('admin', 'ops', 'marketing_manager', 'inside_sales', 'account_executive', 'sales_manager', 'executive', 'agency')),
  department text,
  -- The company an agency member works for: the only accounts this member sees carry it as their agency.
  agency_account_id bigint,
  -- null: as the role says.
  may_export boolean,
  may_see_gross_profit boolean,
  is_active boolean not null default true,
  created_at timestamptz not null default now()
);
create table api_token (
  api_token_id bigint generated always as identity primary key,
  member_id bigint not null references member,
  name text not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
-- Append-only: what changed, by whom. `before` and `after` hold the changed fields.
create table audit_entry (
  audit_entry_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  member_id bigint,
  action text not null,
  subject_kind text not null,
  subject_id text,
  before jsonb,
  after jsonb
);
create index audit_entry_subject on audit_entry (subject_kind, subject_id, audit_entry_id desc);
create table setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by bigint
);
create table setup_token (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create table saved_view (
  saved_view_id bigint generated always as identity primary key,
  noun text not null,
  name text not null,
  definition jsonb not null,
  member_id bigint not null references member,
  -- null: private; otherwise the department that shares it, '*' for everybody.
  shared_with text,
  created_at timestamptz not null default now(),
  unique (noun, member_id, name)
);
