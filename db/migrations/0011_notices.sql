-- Where a member wants to be told what: notice → 'mail' or ids of endpoints. Without a line: everything by mail.
create table notice_choice (
  member_id bigint primary key references member,
  channels jsonb not null,
  -- Minutes after midnight JST; null: the company's quiet hours.
  quiet_from integer check (quiet_from between 0 and 1439),
  quiet_to integer check (quiet_to between 0 and 1439)
);

-- A place outside that takes messages. Addresses of chat webhooks are secrets themselves, so they are sealed like keys.
create table notice_endpoint (
  notice_endpoint_id bigint generated always as identity primary key,
  kind text not null check (kind in ('teams', 'slack', 'chatwork', 'webhook')),
  name text not null,
  -- Shown on screens; the whole address is sealed.
  host text not null,
  address text not null,
  -- Chatwork: the token; webhooks: the signing secret.
  secret text,
  -- The secret before the last change signs beside the new one until then.
  previous_secret text,
  previous_until timestamptz,
  -- What is sent here whoever it concerns.
  announces text[] not null default '{}',
  -- Members may choose it for their own notices.
  is_open_to_members boolean not null default false,
  failures integer not null default 0,
  disabled_at timestamptz,
  disabled_because text,
  created_at timestamptz not null default now(),
  created_by bigint references member
);

-- Every message to an endpoint with what became of it; the message id stays the same over all attempts.
create table notice_delivery (
  notice_delivery_id bigint generated always as identity primary key,
  notice_endpoint_id bigint not null references notice_endpoint on delete cascade,
  message_id uuid not null default gen_random_uuid(),
  -- What it is about, so that nothing is said twice in one place.
  subject text not null,
  kind text not null,
  cycle_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  status integer,
  problem text,
  took_ms integer,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  unique (notice_endpoint_id, subject)
);
create index notice_delivery_waiting on notice_delivery (next_at) where state = 'waiting';

-- 朝のまとめ: one letter a working day.
create table morning_digest (
  member_id bigint not null references member,
  day date not null,
  items integer not null,
  sent_at timestamptz,
  problem text,
  primary key (member_id, day)
);

-- One tap of a receiver on a hand-over; the last one counts, earlier ones stand in the audit.
create table feedback (
  cycle_id uuid not null,
  member_id bigint not null references member,
  side text not null check (side in ('sales', 'agency')),
  code text not null check (code in ('useful', 'not_useful', 'wrong_person', 'wrong_company', 'later')),
  text text,
  through text not null check (through in ('screen', 'letter')),
  given_at timestamptz not null,
  primary key (cycle_id, member_id)
);

-- What marketing changed because of rejections, month by month.
create table rule_proposal (
  rule_proposal_id bigint generated always as identity primary key,
  month date not null,
  kind text not null,
  trait text not null,
  value text not null,
  -- The proposal as it was worked out: evidence, reasons, effect on history, sentence.
  proposal jsonb not null,
  -- Hand-overs it was worked out from.
  from_on date not null,
  to_on date not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  decided_by bigint references member,
  decided_at timestamptz,
  reason text,
  unique (month, kind, trait, value)
);
-- Versions of the qualification rule; the latest one is in force.
create table qualification_rule (
  qualification_rule_id bigint generated always as identity primary key,
  definition jsonb not null,
  reason text not null,
  rule_proposal_id bigint references rule_proposal,
  created_by bigint references member,
  created_at timestamptz not null default now()
);
-- Whose answers led to a version: あなたの声で変わったこと.
create table rule_credit (
  qualification_rule_id bigint not null references qualification_rule,
  member_id bigint not null references member,
  inputs integer not null,
  primary key (qualification_rule_id, member_id)
);

-- Back to the SFA: every file that was made, what each record last carried, and what changed with which file.
create table sfa_return (
  sfa_return_id bigint generated always as identity primary key,
  source text not null,
  made_at timestamptz not null,
  made_by bigint references member,
  records integer not null
);
create table sfa_return_record (
  source text not null,
  record_key text not null,
  values jsonb not null,
  sfa_return_id bigint not null,
  primary key (source, record_key)
);
create table sfa_return_line (
  sfa_return_id bigint not null references sfa_return,
  record_key text not null,
  values jsonb not null,
  primary key (sfa_return_id, record_key)
);

-- What the SFA said of a lead when it was handed over here, or when its word was last followed.
create table sfa_seen (
  lead_id uuid primary key,
  status text,
  owner_name text,
  reject_reason text,
  deal_key text,
  deal_state text
);
insert into sfa_seen (lead_id, status, owner_name, reject_reason, deal_key, deal_state)
select l.lead_id, l.status, l.owner_name, l.reject_reason, l.deal_key, d.state
  from lead l left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source
 where l.lead_id in (select cycle_id from cycle_event where kind = 'hand_over' and undone_at is null);
