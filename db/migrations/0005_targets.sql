-- The agreed list. A line is active only when marketing and sales both approved.
create table target_line (
  target_line_id bigint generated always as identity primary key,
  account_id bigint not null unique,
  class text check (class in ('existing', 'prospect')),
  owner_id bigint references member,
  owner_name text,
  agency_id bigint,
  tier text,
  reason text,
  origin text not null check (origin in ('sales_nominated', 'proposal', 'marketing', 'rule')),
  nominated_by text,
  status text not null check (status in ('candidate', 'awaiting_sales', 'awaiting_marketing', 'active', 'on_hold', 'declined', 'paused', 'excluded')),
  activated_at timestamptz,
  created_at timestamptz not null default now()
);
create index target_line_status on target_line (status);
-- Target department and person; an unknown person carries a search task.
create table target_aim (
  target_aim_id bigint generated always as identity primary key,
  target_line_id bigint not null references target_line on delete cascade,
  department text not null,
  person_id bigint,
  role text,
  search_due_on text
);
create index target_aim_line on target_aim (target_line_id);
-- Append-only: each approval, refusal and state change, with who and when.
create table target_event (
  target_event_id bigint generated always as identity primary key,
  target_line_id bigint not null references target_line on delete cascade,
  at timestamptz not null default now(),
  member_id bigint,
  side text check (side in ('marketing', 'sales')),
  verdict text not null,
  reason text,
  -- 代入力: the meeting where it was agreed, with date and who was there.
  is_proxy boolean not null default false,
  proxy_note text
);
create index target_event_line on target_event (target_line_id, target_event_id);
create table wish_list (
  wish_list_id bigint generated always as identity primary key,
  name text not null,
  member_id bigint,
  at timestamptz not null default now()
);
create table wish_item (
  wish_list_id bigint not null references wish_list on delete cascade,
  position integer not null,
  text text not null,
  nominated_by text,
  outcome text not null check (outcome in ('match', 'candidates', 'none')),
  account_id bigint,
  candidates jsonb not null default '[]',
  primary key (wish_list_id, position)
);
