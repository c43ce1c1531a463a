-- Changes of the source whose values of an attribute stand before those of every other file, and how far the companies concerned are worked
-- out anew. The setting itself (declared_sources) holds what is declared now; a company behind the cursor stands as it says.
create table declared_source_change (
  declared_source_change_id bigint generated always as identity primary key,
  -- {"industry": "sansan"}: what was declared until then, and from then on.
  before jsonb not null,
  after jsonb not null,
  state text not null check (state in ('queued', 'running', 'done')),
  -- The last company that was looked at, of how many; and how many of these now stand otherwise.
  cursor_account bigint not null default 0,
  accounts_done integer not null default 0,
  accounts_total integer,
  accounts_changed integer not null default 0,
  member_id bigint references member (member_id),
  at timestamptz not null,
  finished_at timestamptz
);
