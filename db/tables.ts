import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { DeclaredSources } from '#core/account/declared.ts';
import type { Figure } from '#core/measure/figure.ts';
import type { ReferenceHeld, ReferenceKind } from './reference-loads.ts';

/** Shapes of the tables, column by column as the migrations make them; a test compares the two. */

type MemberTable = {
  member_id: Generated<number>;
  auth_user_id: string | null;
  email: string;
  name: string;
  role: string;
  department: string | null;
  agency_account_id: number | null;
  may_export: boolean | null;
  may_see_gross_profit: boolean | null;
  is_active: Generated<boolean>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type ApiTokenTable = {
  api_token_id: Generated<number>;
  member_id: number;
  name: string;
  secret_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type AuditEntryTable = {
  audit_entry_id: Generated<number>;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  member_id: number | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  before: ColumnType<unknown, string | null | undefined, string | null>;
  after: ColumnType<unknown, string | null | undefined, string | null>;
};

type SettingTable = {
  name: string;
  value: ColumnType<unknown, string | undefined, string>;
  changed_at: ColumnType<Date, Date | string | undefined, Date | string>;
  changed_by: number | null;
};

type SetupTokenTable = {
  token_hash: Buffer;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type SavedViewTable = {
  saved_view_id: Generated<number>;
  noun: string;
  name: string;
  definition: ColumnType<unknown, string | undefined, string>;
  member_id: number;
  shared_with: string | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type ImportBatchTable = {
  import_batch_id: Generated<number>;
  source: string;
  preset: string;
  file_name: string;
  file_hash: string;
  file_path: string;
  bytes: number;
  format: ColumnType<unknown, string | undefined, string>;
  mapping: ColumnType<unknown, string | undefined, string>;
  purpose: string | null;
  lawful_basis: string | null;
  collected_on: string | null;
  unit_cost_yen: number | null;
  list_source: string | null;
  state: string;
  cursor_row: Generated<number>;
  rows_total: number | null;
  count_new: Generated<number>;
  count_matched: Generated<number>;
  count_review: Generated<number>;
  count_rejected: Generated<number>;
  count_unchanged: Generated<number>;
  checked_rows: Generated<number>;
  started_row: Generated<number>;
  check_result: ColumnType<unknown, string | null | undefined, string | null>;
  problem: string | null;
  created_by: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  watched_path: string | null;
  filed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  form_on: string | null;
  followed_row: Generated<number>;
};

type BaseSizeTable = {
  kind: 'account' | 'person';
  entities: number;
};

type SavedMappingTable = {
  saved_mapping_id: Generated<number>;
  source: string;
  preset: string;
  name: string;
  mapping: ColumnType<unknown, string | undefined, string>;
  member_id: number | null;
  saved_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type RawRowTable = {
  row_key: string;
  version: number;
  source: string;
  external_key: string | null;
  import_batch_id: number;
  row_number: number;
  arrival: number;
  hash: number;
  cells: ColumnType<unknown, string | undefined, string>;
  flags: ColumnType<unknown, string | null | undefined, string | null>;
  outcome: string;
  withdrawn_by: number | null;
};

type CheckRowTable = {
  import_batch_id: number;
  row_number: number;
  outcome: 'new' | 'matched' | 'review' | 'rejected' | 'unchanged';
  cells: ColumnType<unknown, string, string>;
  told: ColumnType<unknown, string, string>;
};

type RejectedRowTable = {
  import_batch_id: number;
  row_number: number;
  code: string;
  detail: string;
  detail_en: string | null;
  cells: ColumnType<unknown, string | undefined, string>;
};

type MatchDecisionTable = {
  match_decision_id: Generated<number>;
  arrival: number;
  kind: string;
  verdict: string;
  left_rows: string[];
  right_rows: string[];
  import_batch_id: number | null;
  undoes: number | null;
  note: string | null;
  reason: string | null;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type EntityRegistryTable = {
  row_key: string;
  kind: string;
  entity_id: number;
};

type EntityRedirectTable = {
  kind: string;
  from_id: number;
  to_id: number;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type AccountOverrideTable = {
  account_id: number;
  attribute: string;
  value: ColumnType<unknown, string | null | undefined, string | null>;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type PersonOverrideTable = {
  person_id: number;
  attribute: string;
  value: ColumnType<unknown, string | null | undefined, string | null>;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type NoteTable = {
  note_id: Generated<number>;
  subject_kind: string;
  subject_id: number;
  text: string;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  deleted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type BulkEditTable = {
  bulk_edit_id: Generated<number>;
  noun: string;
  description: string;
  changes: ColumnType<unknown, string | undefined, string>;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type RowLinkTable = {
  row_key: string;
  role: string;
  version: number;
  account_id: number | null;
  person_id: number | null;
  account_method: string | null;
  method: string;
  score: number;
  evidence: ColumnType<unknown, string | undefined, string>;
  phone: string | null;
  direct_phone: string | null;
  domains: string[] | null;
  told_rank: number | null;
  told_on: string | null;
};

type IdentityKeyTable = {
  key: number;
  entity_id: number;
  key_type: number;
};

type BaseOwnerTable = {
  owner: string;
  account_count: number;
};

type AccountTable = {
  account_id: number;
  name: string;
  name_safe: string;
  name_order: string;
  kana: string | null;
  english_name: string | null;
  former_names: Generated<string[]>;
  taken_over: ColumnType<unknown, string | null | undefined, string | null>;
  tags: Generated<string[]>;
  memos: Generated<string[]>;
  corporate_number: string | null;
  kind: Generated<string>;
  status: Generated<string>;
  postal_code: string | null;
  prefecture: string | null;
  address: string | null;
  phone: string | null;
  website: string | null;
  domain: string | null;
  industry: string | null;
  employees: number | null;
  revenue_yen: number | null;
  capital_yen: number | null;
  founded_on: string | null;
  parent_name: string | null;
  class: string | null;
  tier: string | null;
  is_on_hold: Generated<boolean>;
  hold_reason: string | null;
  owner_name: string | null;
  owner_id: number | null;
  agency_id: number | null;
  agency_role: string | null;
  agency_area: string | null;
  trade_account_opened_on: string | null;
  tdb_code: string | null;
  tsr_code: string | null;
  duns_number: string | null;
  lei: string | null;
  edinet_code: string | null;
  provenance: ColumnType<unknown, string | undefined, string>;
  profile: ColumnType<unknown, string | undefined, string>;
};

type AccountSearchTable = {
  account_id: number;
  grams: string[];
};

type AccountDomainTable = {
  domain: string;
  account_id: number;
};

type AccountRollupTable = {
  account_id: number;
  person_count: Generated<number>;
  decider_count: Generated<number>;
  activity_count: Generated<number>;
  last_activity_on: string | null;
  open_deal_count: Generated<number>;
  won_deal_count: Generated<number>;
  revenue_36m_yen: number | null;
  gross_profit_36m_yen: number | null;
  source_count: Generated<number>;
  is_customer: Generated<boolean>;
};

type CustomerTable = {
  account_id: number;
  first_ordered_on: string;
  profit_until: string;
  profit_months: Generated<number[]>;
  profit_sums: Generated<number[]>;
  profit_counts: Generated<number[]>;
  first_month: GeneratedAlways<number>;
  first_day: GeneratedAlways<number>;
};

type SiteTable = {
  account_id: number;
  name: string;
  address: string | null;
  row_key: string;
};

type PersonTable = {
  person_id: number;
  name: string;
  family: string;
  given: string;
  name_key: string;
  is_name_guess: Generated<boolean>;
  kana: string | null;
  email: string | null;
  emails: Generated<string[]>;
  phone: string | null;
  mobile: string | null;
  account_id: number | null;
  department: string | null;
  department_function: string | null;
  title: string | null;
  title_rank: number | null;
  band: string | null;
  email_told: unknown;
  bounced_emails: Generated<string[]>;
  tags: Generated<string[]>;
  memos: Generated<string[]>;
  is_role_address: boolean;
  may_mail: boolean | null;
  provenance: ColumnType<unknown, string | undefined, string>;
  profile: ColumnType<unknown, string | undefined, string>;
  company_count: Generated<number>;
};

type PersonSearchTable = {
  person_id: number;
  grams: string[];
};

type AffiliationTable = {
  person_id: number;
  account_id: number;
  department_key: string;
  department: string | null;
  title: string | null;
  title_rank: number | null;
  observed_on: string | null;
  source: string;
  row_key: string;
  title_on: string | null;
  title_row: string | null;
  first_on: string | null;
  has_second_post: Generated<boolean>;
  left_told_on: string | null;
  left_row: string | null;
  left_on: string | null;
  left_by_change: Generated<boolean>;
};

type FormerPostTable = {
  row_key: string;
  version: number;
  account_id: number;
  company_name: string;
  told_on: string;
};

type AcquaintanceTable = {
  person_id: number;
  member_name: string;
  source: string;
  last_on: string | null;
  row_key: string;
};

type ActivityTable = {
  account_id: number;
  day: string;
  event_id: string;
  person_id: number | null;
  type: string;
  subject: string | null;
  member_name: string | null;
  source: string;
  appointment_status: string | null;
  appointment_set_on: string | null;
  appointment_set_by: string | null;
};

type AppointmentTable = {
  appointment_id: Generated<number>;
  account_id: number;
  person_id: number | null;
  cycle_id: string | null;
  subject: string | null;
  status: string;
  meets_on: string;
  meets_at: string | null;
  host_id: number;
  set_by: number;
  set_at: ColumnType<Date, Date | string, Date | string>;
  taken_back_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type AppointmentEventTable = {
  appointment_event_id: Generated<number>;
  appointment_id: number;
  kind: string;
  meets_on: string | null;
  meets_at: string | null;
  at: ColumnType<Date, Date | string, Date | string>;
  member_id: number;
  why: string | null;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: number | null;
};

type DealTable = {
  deal_id: string;
  account_id: number | null;
  person_id: number | null;
  external_key: string | null;
  source: string;
  name: string;
  stage: string;
  state: string;
  amount_yen: number | null;
  created_on: string | null;
  closed_on: string | null;
  product: string | null;
  owner_name: string | null;
  lead_source: string | null;
  term_months: number | null;
  one_off_yen: number | null;
  opportunity_type: string | null;
  lost_reason: string | null;
  postponed_until: string | null;
  lost_note: string | null;
};

type DealStageTable = {
  deal_id: string;
  stage: string;
  source: string | null;
  decided_on: string | null;
  is_won: Generated<boolean>;
};

type OrderLineTable = {
  order_line_id: string;
  account_id: number | null;
  bill_to_id: number | null;
  ship_to_id: number | null;
  end_user_id: number | null;
  agency_id: number | null;
  source: string;
  order_number: string | null;
  ordered_on: string | null;
  product: string | null;
  quantity: number | null;
  revenue_yen: number | null;
  gross_profit_yen: number | null;
};

type LeadTable = {
  lead_id: string;
  source: string;
  account_id: number | null;
  person_id: number | null;
  external_key: string | null;
  name: string | null;
  status: string | null;
  owner_name: string | null;
  campaign: string | null;
  created_on: string | null;
  mql_on: string | null;
  handover_on: string | null;
  sal_on: string | null;
  sql_on: string | null;
  deal_on: string | null;
  closed_on: string | null;
  reject_reason: string | null;
  deal_key: string | null;
  lead_source: string | null;
};

type LeadEventTable = {
  cycle_id: string;
  stage: string;
  at: string;
  member_name: string | null;
  source_row: string;
  source: string;
  account_id: number | null;
  person_id: number | null;
  is_inferred: boolean;
  reason: string | null;
};

type LeadCycleTable = {
  cycle_id: string;
  lead_id: string;
  number: Generated<number>;
  source: string;
  account_id: number | null;
  person_id: number | null;
  state: string;
  candidate_at: string | null;
  mql_at: string | null;
  sal_at: string | null;
  sql_at: string | null;
  deal_at: string | null;
  won_at: string | null;
  rejected_at: string | null;
  ignored_at: string | null;
  receiver_kind: string | null;
  receiver_id: string | null;
  clock_from: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  postponed_until: string | null;
  reason: string | null;
  recycle_on: string | null;
  next_action: string | null;
  next_on: string | null;
  deal_id: string | null;
  followed_up_at: string | null;
  followed_on: string | null;
  sal_followed_on: string | null;
  named_deal_id: string | null;
  clock_class: Generated<string>;
  acquired_on: string | null;
  mql_on: GeneratedAlways<string | null>;
  sal_on: GeneratedAlways<string | null>;
  sql_on: GeneratedAlways<string | null>;
  deal_on: GeneratedAlways<string | null>;
  won_on: GeneratedAlways<string | null>;
  is_inferred: boolean;
  is_sales_made: boolean;
};

type CycleStaleTable = { kind: 'lead' | 'deal' | 'person'; id: string };

type HandoverDayTable = {
  day: string;
  clock_class: string;
  rule: string;
  handed: number;
  sal: number;
  rejected: number;
  ignored: number;
  pending: number;
  registered: number;
  sql: number;
  sql_won: number;
  won: number;
  rated: number;
  lapsed: number;
  followed: number;
  accepted_unfollowed: number;
};

type HandoverDayStaleTable = { day: string };

type CycleEventTable = {
  cycle_event_id: Generated<number>;
  cycle_id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  member_id: number | null;
  kind: string;
  step: ColumnType<unknown, string | undefined, string>;
  why: string | null;
  explanation: ColumnType<unknown, string | null | undefined, string | null>;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: number | null;
};

type DealEventTable = {
  deal_event_id: Generated<number>;
  deal_id: string;
  arrival: number;
  at: ColumnType<Date, Date | string, Date | string>;
  member_id: number | null;
  kind: string;
  until: string | null;
  why: string;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: ColumnType<number | null, number | null | undefined, number | null>;
};

type OfferTable = {
  offer_id: Generated<number>;
  name: string;
  kind: string;
  words: string[];
  except_words: string[];
  product: string | null;
  starts_on: string;
  ends_on: string | null;
  is_act_now: boolean;
  created_by: number | null;
  created_at: ColumnType<Date, Date | string, never>;
};

type OfferTakeTable = {
  row_key: string;
  offer_id: number;
  on_day: string;
  outcome: string;
  cycle_id: string | null;
  makes_lead: Generated<boolean>;
  taken_at: ColumnType<Date, Date | string, Date | string>;
};

type LeadPassTable = {
  cycle_id: string;
  lead_id: string;
  number: number;
  opened_at: ColumnType<Date, Date | string, never>;
  opened_by: number | null;
  why: string | null;
};

type AbsenceTable = {
  absence_id: Generated<number>;
  member_id: number;
  from_on: string;
  to_on: string;
  deputy_id: number | null;
};

type RoutingVersionTable = {
  routing_version_id: Generated<number>;
  plan: ColumnType<unknown, string, string>;
  note: string | null;
  saved_by: number | null;
  saved_at: ColumnType<Date, Date | string, Date | string>;
};

type ReassignmentTable = {
  reassignment_id: Generated<number>;
  from_id: number;
  shares: ColumnType<unknown, string, string>;
  effective_on: string;
  shared_until: string;
  actions_to: number | null;
  note: string | null;
  state: string;
  created_by: number | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  applied_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: number | null;
  moved: ColumnType<unknown, string | null | undefined, string | null>;
};

type ReassignmentAccountTable = {
  reassignment_id: number;
  account_id: number;
  to_id: number;
  outcome: string | null;
};

type HandoverCheckTable = {
  handover_check_id: Generated<number>;
  checked_at: ColumnType<Date, Date | string, Date | string>;
  is_balanced: boolean;
  cohorts: ColumnType<unknown, string, string>;
  problems: ColumnType<unknown, string, string>;
};

type NoticeTable = {
  notice_id: Generated<number>;
  member_id: number;
  cycle_id: string | null;
  kind: string;
  send_at: ColumnType<Date, Date | string, Date | string>;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  problem: string | null;
  superseded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  superseded_because: string | null;
};

type MeetingTable = {
  meeting_id: Generated<number>;
  meets_on: string;
  meets_at: string | null;
  state: string;
  leader_id: number | null;
  attendees: Generated<string>;
  agenda: ColumnType<unknown, string | null | undefined, string | null>;
  taken_back_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type MeetingEventTable = {
  meeting_event_id: Generated<number>;
  meeting_id: number;
  kind: string;
  meets_on: string | null;
  meets_at: string | null;
  at: ColumnType<Date, Date | string, Date | string>;
  member_id: number | null;
  why: string | null;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: number | null;
};

type AgendaItemTable = {
  agenda_item_id: Generated<number>;
  meeting_id: number | null;
  text: string;
  account_id: number | null;
  added_by: number | null;
  added_at: Generated<Date>;
};

type MeetingItemTable = {
  meeting_item_id: Generated<number>;
  meeting_id: number;
  kind: string;
  text: string;
  owner_id: number | null;
  due_on: string | null;
  state: string;
  done_on: string | null;
  dropped_on: string | null;
  reason: string | null;
  affects: string | null;
  account_id: number | null;
  is_reversible: boolean | null;
  evidence: string | null;
};

type MonthClosingTable = {
  month_closing_id: Generated<number>;
  month: string;
  start_month: number;
  closed_at: Date;
  closed_by: number | null;
  reopened_at: Date | null;
  reopened_by: number | null;
  reopen_reason: string | null;
  checked_at: Date | null;
};

type MonthFigureTable = {
  month_closing_id: number;
  kpi_code: string;
  kind: string;
  from_on: string;
  to_on: string;
  kpi_version: number;
  figure: ColumnType<Figure, string, never>;
  missing: string[];
  target: number | null;
  figure_now: ColumnType<Figure | null, string | null, string | null>;
  version_now: number | null;
  cases_changed: number | null;
};

type MonthCaseTable = {
  month_closing_id: number;
  measure: string;
  case_id: string;
  kind: string;
  account_id: number | null;
  amount_yen: number | null;
};

type MonthPipelineTable = {
  month_closing_id: number;
  deal_id: string;
  account_id: number | null;
  source: string;
  stage: string;
  closes_on: string;
  amount_yen: number;
  likelihood: number;
  decided: number;
  part_yen: number;
};

type MonthTextTable = {
  month: string;
  findings: Generated<string>;
  requests: Generated<string>;
  changed_at: Date;
  changed_by: number | null;
};

type KpiPlanTable = {
  kpi_plan_id: Generated<number>;
  kpi_code: string;
  scope: string;
  period_kind: string;
  from_on: string;
  to_on: string;
  version: number;
  target: number;
  state: string;
  created_by: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type KpiPlanEventTable = {
  kpi_plan_event_id: Generated<number>;
  kpi_plan_id: number;
  at: ColumnType<Date, Date | string, Date | string>;
  member_id: number | null;
  verdict: string;
  side: string | null;
  is_proxy: Generated<boolean>;
  note: string | null;
};

type DefinitionChangeTable = {
  definition_change_id: Generated<number>;
  on_day: string;
  what: string;
  kpi_codes: string[] | null;
  version: string;
  what_changed_ja: string;
  what_changed_en: string;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type KpiDefinitionTable = {
  kpi_code: string;
  version: number;
  formula_ja: string;
  formula_en: string;
};

type HomeTileTable = {
  member_id: number;
  position: number;
  kpi_code: string;
};

type ReviewTable = {
  kind: string;
  left_id: number;
  right_id: number;
  row_key: string;
  reason: string;
  evidence: ColumnType<unknown, string | undefined, string>;
  state: Generated<string>;
  verdict: string | null;
};

type ColleagueTable = {
  name: string;
  email: string | null;
  department: string | null;
  title: string | null;
  source: string;
  row_key: string;
};

type ProductTable = {
  name: string;
  series: string | null;
  price_yen: number | null;
  row_key: string;
};

type TargetLineTable = {
  target_line_id: Generated<number>;
  account_id: number;
  class: string | null;
  owner_id: number | null;
  owner_name: string | null;
  agency_id: number | null;
  tier: string | null;
  reason: string | null;
  origin: string;
  nominated_by: string | null;
  status: string;
  activated_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type TargetAimTable = {
  target_aim_id: Generated<number>;
  target_line_id: number;
  department: string;
  person_id: number | null;
  role: string | null;
  search_due_on: string | null;
};

type TargetEventTable = {
  target_event_id: Generated<number>;
  target_line_id: number;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  member_id: number | null;
  side: string | null;
  verdict: string;
  reason: string | null;
  is_proxy: Generated<boolean>;
  proxy_note: string | null;
  undone_at: Date | null;
  undone_by: number | null;
};

type WishListTable = {
  wish_list_id: Generated<number>;
  name: string;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type WishItemTable = {
  wish_list_id: number;
  position: number;
  text: string;
  nominated_by: string | null;
  agency: string | null;
  agency_id: number | null;
  reason: string | null;
  outcome: string;
  account_id: number | null;
  candidates: ColumnType<unknown, string | undefined, string>;
};

type RegisterCompanyTable = {
  corporate_number: string;
  name: string;
  name_key: number;
  kana: string | null;
  english_name: string | null;
  kind: string | null;
  prefecture: string | null;
  city: string | null;
  street: string | null;
  postal_code: string | null;
  closed_on: string | null;
  closed_cause: string | null;
  successor_number: string | null;
  process: string;
  updated_on: string;
  changed_on: string | null;
  is_latest: boolean;
  kana_key: number | null;
  english_key: number | null;
};

type RegisterFormerNameTable = {
  corporate_number: string;
  name: string;
  name_key: number;
  kana: string | null;
  until_on: string | null;
  kana_key: number | null;
};

type ReferenceLoadTable = {
  kind: ReferenceKind;
  reference_load_id: Generated<number>;
  file_name: string;
  file_path: string;
  bytes: number;
  state: string;
  rows_read: Generated<number>;
  rows_new: Generated<number>;
  rows_changed: Generated<number>;
  rows_left_out: Generated<number>;
  held: ColumnType<ReferenceHeld, string | undefined, string>;
  problem: string | null;
  created_by: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type DeclaredSourceChangeTable = {
  declared_source_change_id: Generated<number>;
  before: ColumnType<DeclaredSources, string, string>;
  after: ColumnType<DeclaredSources, string, string>;
  state: string;
  cursor_account: Generated<number>;
  accounts_done: Generated<number>;
  accounts_total: number | null;
  accounts_changed: Generated<number>;
  member_id: number | null;
  at: ColumnType<Date, Date | string, Date | string>;
  finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

type AccountRelationTable = {
  from_id: number;
  to_id: number;
  kind: string;
  state: string;
  evidence: ColumnType<unknown, string | undefined, string>;
  note: string | null;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type JobChangeAnswerTable = {
  job_change_answer_id: Generated<number>;
  person_id: number;
  other_person_id: number | null;
  from_id: number;
  to_id: number;
  verdict: string;
  ask_again_on: string | null;
  match_decision_id: number | null;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: number | null;
};

type DepartmentChangeTable = {
  department_change_id: Generated<number>;
  account_id: number;
  kind: string;
  from_keys: string[];
  into_departments: ColumnType<unknown, string, string>;
  parent_key: string | null;
  is_placed: boolean;
  on_day: string;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  undone_by: number | null;
};

type DepartmentSuccessionTable = {
  account_id: number;
  from_key: string;
  to_key: string;
  state: string;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type SignInTryTable = {
  address_hash: Buffer;
  tries: number;
  since: ColumnType<Date, Date | string, Date | string>;
};

type ErasureTable = {
  erasure_id: Generated<number>;
  person_id: number;
  requested_on: string;
  reason: string;
  member_id: number | null;
  at: ColumnType<Date, Date | string | undefined, Date | string>;
  row_count: number;
};

type ErasedKeyTable = {
  key_hash: Buffer;
  erasure_id: number;
};

type ErasureSecretTable = {
  is_only: Generated<boolean>;
  secret: Buffer;
};

type DepartmentTable = {
  account_id: number;
  department_key: string;
  department_id: number;
  name: string;
  person_count: number;
};

type NoticeChoiceTable = {
  member_id: number;
  channels: ColumnType<unknown, string, string>;
  quiet_from: number | null;
  quiet_to: number | null;
};

type NoticeEndpointTable = {
  notice_endpoint_id: Generated<number>;
  kind: string;
  name: string;
  host: string;
  address: string;
  secret: string | null;
  previous_secret: string | null;
  previous_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  announces: Generated<string[]>;
  is_open_to_members: Generated<boolean>;
  failures: Generated<number>;
  disabled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  disabled_because: string | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  created_by: number | null;
};

type NoticeDeliveryTable = {
  notice_delivery_id: Generated<number>;
  notice_endpoint_id: number;
  message_id: Generated<string>;
  subject: string;
  kind: string;
  cycle_id: string | null;
  state: Generated<string>;
  attempts: Generated<number>;
  next_at: ColumnType<Date, Date | string | undefined, Date | string>;
  status: number | null;
  problem: string | null;
  took_ms: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  superseded_because: string | null;
};

type MorningDigestTable = {
  member_id: number;
  day: string;
  items: number;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  problem: string | null;
};

type FeedbackTable = {
  cycle_id: string;
  member_id: number;
  side: string;
  code: string;
  text: string | null;
  through: string;
  given_at: ColumnType<Date, Date | string, Date | string>;
  answered_at: Date | null;
  answered_by: number | null;
  answer: string | null;
};

type RuleProposalTable = {
  rule_proposal_id: Generated<number>;
  month: string;
  kind: string;
  trait: string;
  value: string;
  proposal: ColumnType<unknown, string, string>;
  from_on: string;
  to_on: string;
  state: Generated<string>;
  decided_by: number | null;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: string | null;
};

type QualificationRuleTable = {
  qualification_rule_id: Generated<number>;
  definition: ColumnType<unknown, string, string>;
  reason: string;
  rule_proposal_id: number | null;
  created_by: number | null;
  created_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

type RuleCreditTable = {
  qualification_rule_id: number;
  member_id: number;
  inputs: number;
};

type SfaReturnTable = {
  sfa_return_id: Generated<number>;
  source: string;
  made_at: ColumnType<Date, Date | string, Date | string>;
  made_by: number | null;
  records: number;
};

type SfaReturnRecordTable = {
  source: string;
  record_key: string;
  values: ColumnType<unknown, string, string>;
  sfa_return_id: number;
};

type SfaReturnLineTable = {
  sfa_return_id: number;
  record_key: string;
  values: ColumnType<unknown, string, string>;
};

type SfaSeenTable = {
  lead_id: string;
  status: string | null;
  owner_name: string | null;
  reject_reason: string | null;
  deal_key: string | null;
  deal_state: string | null;
};

type RowAliasTable = {
  row_key: string;
  role: string;
  corporate_number: string | null;
  carriers: number | null;
  version: number;
};

type TownTable = {
  prefecture: string;
  city: string;
  name: string;
  city_romaji: string;
  romaji: string;
};

type RowTownTable = {
  row_key: string;
  version: number;
  role: string;
  prefecture: string;
  city: string;
  name: string;
  city_romaji: string;
  romaji: string;
};

type AccountClosureTable = {
  account_id: number;
  closed_on: string;
  answer: 'kept' | 'merged';
  reason: string;
  member_id: number;
  at: ColumnType<Date, Date | undefined, Date>;
};

type AccountTakeoverTable = {
  match_decision_id: number;
  closed_row: string;
  successor_row: string;
  names: string[];
  numbers: string[];
};

type MatchAuditDrawTable = {
  match_audit_draw_id: Generated<number>;
  seed: number;
  from_arrival: number;
  to_arrival: number;
  automatic_share: number;
  verdict_share: number;
  automatic_count: number;
  verdict_count: number;
  member_id: number | null;
  drawn_at: ColumnType<Date, Date | string, Date | string>;
};

type MatchAuditTable = {
  match_audit_id: Generated<number>;
  match_audit_draw_id: number | null;
  origin: 'automatic' | 'verdict' | 'shared';
  shared_value: string | null;
  kind: 'account' | 'person';
  left_row: string;
  right_rows: string[];
  method: string;
  source: string;
  match_decision_id: number | null;
  answer: 'same' | 'different' | 'unsure' | null;
  answer_decision_id: number | null;
  member_id: number | null;
  answered_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

type MatchModelTable = {
  match_model_id: GeneratedAlways<number>;
  kind: string;
  number: number;
  origin: string;
  settings: ColumnType<unknown, string, string>;
  fingerprint: string;
  reason: string | null;
  arrival: number;
  member_id: number | null;
  adopted_at: ColumnType<Date, Date | string, Date | string>;
};

type MatchModelInForceTable = { kind: string; match_model_id: number };

type MatchModelProposalTable = {
  match_model_proposal_id: GeneratedAlways<number>;
  kind: string;
  origin: string;
  based_on: number;
  state: string;
  settings: ColumnType<unknown, string | null | undefined, string | null>;
  step: string | null;
  done: Generated<number>;
  total: Generated<number>;
  result: ColumnType<unknown, string | null | undefined, string | null>;
  problem: string | null;
  adopted_number: number | null;
  member_id: number | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

type ReDecisionTable = {
  re_decision_id: Generated<number>;
  state: 'queued' | 'ready' | 'applying' | 'applied' | 'failed';
  fingerprint: string | null;
  summary: ColumnType<unknown, string | null, string | null>;
  problem: string | null;
  arrival: number | null;
  member_id: number | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  applied_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

type ReDecisionRowTable = {
  re_decision_id: number;
  kind: string;
  row_key: string;
  role: string;
  from_id: number;
  to_id: number;
  change: string;
  score: number | null;
  evidence: ColumnType<unknown, string | null | undefined, string | null>;
};

type ReDecisionPairTable = {
  re_decision_id: number;
  kind: string;
  left_id: number;
  right_id: number;
  row_key: string;
  reason: string;
  evidence: ColumnType<unknown, string, string>;
  state: string;
  verdict: string | null;
};

type ReDecisionLinkTable = Omit<
  RowLinkTable,
  'version' | 'phone' | 'direct_phone' | 'domains' | 'told_rank' | 'told_on'
> & {
  re_decision_id: number;
};

type ReDecisionRedirectTable = Omit<EntityRedirectTable, 'at'> & { re_decision_id: number };

type SharedValueTable = {
  kind: string;
  value: string;
  carriers: number;
  since: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type Tables = {
  shared_value: SharedValueTable;
  re_decision_link: ReDecisionLinkTable;
  re_decision_redirect: ReDecisionRedirectTable;
  match_audit_draw: MatchAuditDrawTable;
  match_audit: MatchAuditTable;
  match_model: MatchModelTable;
  match_model_in_force: MatchModelInForceTable;
  match_model_proposal: MatchModelProposalTable;
  re_decision: ReDecisionTable;
  re_decision_row: ReDecisionRowTable;
  re_decision_pair: ReDecisionPairTable;
  row_alias: RowAliasTable;
  row_town: RowTownTable;
  town: TownTable;
  account_closure: AccountClosureTable;
  account_takeover: AccountTakeoverTable;
  member: MemberTable;
  api_token: ApiTokenTable;
  audit_entry: AuditEntryTable;
  setting: SettingTable;
  setup_token: SetupTokenTable;
  saved_view: SavedViewTable;
  import_batch: ImportBatchTable;
  base_size: BaseSizeTable;
  saved_mapping: SavedMappingTable;
  raw_row: RawRowTable;
  check_row: CheckRowTable;
  rejected_row: RejectedRowTable;
  match_decision: MatchDecisionTable;
  entity_registry: EntityRegistryTable;
  entity_redirect: EntityRedirectTable;
  account_override: AccountOverrideTable;
  person_override: PersonOverrideTable;
  note: NoteTable;
  bulk_edit: BulkEditTable;
  row_link: RowLinkTable;
  identity_key: IdentityKeyTable;
  base_owner: BaseOwnerTable;
  account: AccountTable;
  account_search: AccountSearchTable;
  account_domain: AccountDomainTable;
  account_rollup: AccountRollupTable;
  customer: CustomerTable;
  site: SiteTable;
  person: PersonTable;
  person_search: PersonSearchTable;
  affiliation: AffiliationTable;
  former_post: FormerPostTable;
  acquaintance: AcquaintanceTable;
  activity: ActivityTable;
  appointment: AppointmentTable;
  appointment_event: AppointmentEventTable;
  deal: DealTable;
  deal_stage: DealStageTable;
  deal_event: DealEventTable;
  order_line: OrderLineTable;
  lead: LeadTable;
  lead_event: LeadEventTable;
  lead_cycle: LeadCycleTable;
  cycle_stale: CycleStaleTable;
  handover_day: HandoverDayTable;
  handover_day_stale: HandoverDayStaleTable;
  cycle_event: CycleEventTable;
  offer: OfferTable;
  offer_take: OfferTakeTable;
  lead_pass: LeadPassTable;
  absence: AbsenceTable;
  routing_version: RoutingVersionTable;
  reassignment: ReassignmentTable;
  reassignment_account: ReassignmentAccountTable;
  handover_check: HandoverCheckTable;
  notice: NoticeTable;
  meeting: MeetingTable;
  meeting_event: MeetingEventTable;
  agenda_item: AgendaItemTable;
  meeting_item: MeetingItemTable;
  month_closing: MonthClosingTable;
  month_figure: MonthFigureTable;
  month_case: MonthCaseTable;
  month_pipeline: MonthPipelineTable;
  month_text: MonthTextTable;
  kpi_plan: KpiPlanTable;
  kpi_plan_event: KpiPlanEventTable;
  definition_change: DefinitionChangeTable;
  kpi_definition: KpiDefinitionTable;
  home_tile: HomeTileTable;
  review: ReviewTable;
  colleague: ColleagueTable;
  product: ProductTable;
  target_line: TargetLineTable;
  target_aim: TargetAimTable;
  target_event: TargetEventTable;
  target_verdict: TargetEventTable;
  wish_list: WishListTable;
  wish_item: WishItemTable;
  register_company: RegisterCompanyTable;
  register_former_name: RegisterFormerNameTable;
  reference_load: ReferenceLoadTable;
  declared_source_change: DeclaredSourceChangeTable;
  account_relation: AccountRelationTable;
  job_change_answer: JobChangeAnswerTable;
  department_change: DepartmentChangeTable;
  department_succession: DepartmentSuccessionTable;
  sign_in_try: SignInTryTable;
  erasure: ErasureTable;
  erased_key: ErasedKeyTable;
  erasure_secret: ErasureSecretTable;
  department: DepartmentTable;
  notice_choice: NoticeChoiceTable;
  notice_endpoint: NoticeEndpointTable;
  notice_delivery: NoticeDeliveryTable;
  morning_digest: MorningDigestTable;
  feedback: FeedbackTable;
  rule_proposal: RuleProposalTable;
  qualification_rule: QualificationRuleTable;
  rule_credit: RuleCreditTable;
  sfa_return: SfaReturnTable;
  sfa_return_record: SfaReturnRecordTable;
  sfa_return_line: SfaReturnLineTable;
  sfa_seen: SfaSeenTable;
};
