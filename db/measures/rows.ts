import { sql, type RawBuilder } from 'kysely';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import type { Db } from '../pool.ts';
import { cohort, cohortConditions, followCohort, followConditions, ignoreDue } from './cycles.ts';
import { appointmentCases } from './appointments.ts';
import { annualYen, createdOnTargets, customerDeals, decided, isContract, isNew } from './deals.ts';
import { meetingCases } from './meetings.ts';
import { recordCases } from './record-rows.ts';
import { inScope, onTargets, onTargetsAtEnd, type MeasureScope, type MeasureWindow } from './window.ts';

/** One case behind a number: a lead, a deal, a company, a person, a line of the target list. */
export type MeasureRow = {
  kind: 'lead' | 'deal' | 'appointment' | 'account' | 'person' | 'line' | 'plan' | 'week' | 'action';
  id: string;
  accountId: number | null;
  accountName: string | null;
  personId: number | null;
  label: string | null;
  /** Of leads, deals, appointments and target lines; null where the record has none. */
  state: string | null;
  day: string | null;
  amountYen: number | null;
  /** What it adds to the number: 1 of a count, its yen of a sum, its days of a wait. */
  part: number;
  /** 推定: a day or a person of it is derived, no file states it. */
  isInferred: boolean;
};
export type MeasureRows = { readonly rows: MeasureRow[]; readonly total: number; readonly sum: number };

/** The rows that a measure counts, newest first, how many there are, and what they add up to. */
export async function listMeasureRows(
  db: Db,
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<MeasureRows | undefined> {
  const cases = casesOf(measure, window, scope);
  if (!cases) return undefined;
  const { rows } = await sql<MeasureRow & { total: number; sum: number }>`
    select x.kind, x.id, x.account_id as "accountId", a.name as "accountName", x.person_id as "personId", coalesce(p.name, x.label) as label, x.state, x.day,
           x.amount_yen as "amountYen", x.part::float8 as part, x.is_inferred as "isInferred", count(*) over ()::int as total, (sum(x.part) over ())::float8 as sum
      from (${cases}) x left join account a using (account_id) left join person p using (person_id)
     order by x.day desc nulls last, x.id limit ${limit}`.execute(db);
  const { total = 0, sum = 0 } = rows[0] ?? {};
  return { rows: rows.map(({ total: _, sum: __, ...row }) => row), total, sum };
}

/** What each case of a measure adds to it, all of them, in no order. */
export async function listMeasureParts(
  db: Db,
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<number[]> {
  const cases = casesOf(measure, window, scope);
  if (!cases) return [];
  const { rows } = await sql<{ part: number }>`select x.part::float8 as part from (${cases}) x`.execute(db);
  return rows.map(({ part }) => part);
}

const lead = (
  day: string,
) => sql`select 'lead' as kind, c.cycle_id::text as id, c.account_id, c.person_id, null as label, c.state,
       ${sql.ref(day)} as day, null::bigint as amount_yen, 1 as part, c.is_inferred`;
const deal = (
  day: string,
  part: RawBuilder<unknown> = sql`1`,
) => sql`select 'deal' as kind, d.deal_id::text as id, d.account_id, null::bigint as person_id, d.name as label, d.state,
       ${sql.ref(day)} as day, d.amount_yen, ${part} as part, false as is_inferred`;
const amount = sql`coalesce(d.amount_yen, 0)`;

/** The leads or deals of a measure as `kind, id, account_id, person_id, label, state, amount_yen, day`. */
export function casesOf(
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
): RawBuilder<unknown> | undefined {
  const cohortCases: Partial<Record<MeasureCode, RawBuilder<boolean>>> = {
    ...cohortConditions,
    entries_mql: sql<boolean>`true`,
    cycles_ignore_due: ignoreDue(window),
  };
  const followCases: Partial<Record<MeasureCode, RawBuilder<boolean>>> = followConditions(window);
  if (cohortCases[measure]) return sql`${lead('c.mql_at')} from ${cohort(window, scope)} and ${cohortCases[measure]}`;
  if (followCases[measure])
    return sql`${lead('c.mql_at')} from ${followCohort(window, scope)} and ${followCases[measure]}`;
  return (
    sqlCases(measure, window, scope) ??
    dealCases(measure, window, scope) ??
    recordCases(measure, window, scope) ??
    meetingCases(measure, window) ??
    appointmentCases(measure, window, scope)
  );
}

function sqlCases(measure: MeasureCode, window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> | undefined {
  if (measure !== 'entries_sql' && measure !== 'entries_sql_on_targets') return undefined;
  const among = measure === 'entries_sql' ? sql`true` : onTargets(sql`c.account_id`, sql`c.sql_at`);
  return sql`${lead('c.sql_at')} from lead_cycle c
     where c.sql_at >= ${window.from} and c.sql_at < ${window.to} and c.state <> 'merged' and ${inScope(sql`c.account_id`, scope, window)} and ${among}`;
}

function dealCases(measure: MeasureCode, window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> | undefined {
  const created = createdOnTargets(window, scope);
  const closed = decided(window, scope);
  const won = sql`d.state = 'won' and d.amount_yen is not null`;
  const wasTarget = sql`${onTargets(sql`d.account_id`, sql`d.created_on`)} and ${isNew}`;
  const ofCustomers = customerDeals(window, scope);
  // One deal stands for its company: a won one where there is any.
  const byAccount = sql`select distinct on (account_id) * from (${deal('d.created_on')} from ${created}) own`;
  switch (measure) {
    case 'target_deals_created':
      return sql`${deal('d.created_on')} from ${created}`;
    case 'target_deal_amount_now':
    case 'target_deal_amount_created':
      return sql`${deal('d.created_on', amount)} from ${created}`;
    case 'target_accounts_with_new_deal':
    case 'accounts_with_deal':
      return sql`${byAccount} order by account_id, state <> 'won', day`;
    case 'accounts_won':
      return sql`${byAccount} where state = 'won' order by account_id, day`;
    case 'target_deals_decided':
      return sql`${deal('d.closed_on')} from ${closed} and ${onTargetsAtEnd(sql`d.account_id`, window)}`;
    case 'target_deals_won':
      return sql`${deal('d.closed_on')} from ${closed} and ${onTargetsAtEnd(sql`d.account_id`, window)} and d.state = 'won'`;
    case 'deals_won':
      return sql`${deal('d.closed_on')} from ${closed} and ${won}`;
    case 'deals_won_amount':
      return sql`${deal('d.closed_on', amount)} from ${closed} and ${won}`;
    case 'acv_deals':
      return sql`${deal('d.closed_on')} from ${closed} and ${won} and ${wasTarget} and ${isContract}`;
    case 'acv_sum':
      return sql`${deal('d.closed_on', annualYen)} from ${closed} and ${won} and ${wasTarget} and ${isContract}`;
    case 'one_off_deals':
      return sql`${deal('d.closed_on')} from ${closed} and ${won} and ${wasTarget} and d.one_off_yen > 0`;
    case 'one_off_sum':
      return sql`${deal('d.closed_on', sql`d.one_off_yen`)} from ${closed} and ${won} and ${wasTarget} and d.one_off_yen > 0`;
    case 'customer_deals_created':
      return sql`${deal('d.created_on')} from ${ofCustomers}`;
    case 'customer_deals_amount':
      return sql`${deal('d.created_on', amount)} from ${ofCustomers}`;
    default:
      return undefined;
  }
}
