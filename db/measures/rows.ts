import { sql, type RawBuilder } from 'kysely';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import type { Db } from '../pool.ts';
import { cohort, cohortConditions, followCohort, followConditions, ignoreDue } from './cycles.ts';
import { createdOnTargets, decided } from './deals.ts';
import { onTargetsAtEnd, type MeasureScope, type MeasureWindow } from './window.ts';

/** One case behind a number: a lead that was handed over, or a deal. */
export type MeasureRow = {
  kind: 'lead' | 'deal';
  id: string;
  accountId: number | null;
  accountName: string | null;
  label: string | null;
  state: string;
  day: string | null;
  amountYen: number | null;
};

/** The rows that a measure counts, newest first, and how many there are; undefined for measures that count something else. */
export async function listMeasureRows(
  db: Db,
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<{ rows: MeasureRow[]; total: number } | undefined> {
  const cases = casesOf(measure, window, scope);
  if (!cases) return undefined;
  const { rows } = await sql<MeasureRow & { total: number }>`
    select x.kind, x.id, x.account_id as "accountId", a.name as "accountName", coalesce(p.name, x.label) as label, x.state, x.day, x.amount_yen as "amountYen",
           count(*) over ()::int as total
      from (${cases}) x left join account a using (account_id) left join person p using (person_id)
     order by x.day desc nulls last, x.id limit ${limit}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

const lead = sql`'lead' as kind, c.cycle_id as id, c.account_id, c.person_id, null as label, c.state, c.mql_at as day, null::bigint as amount_yen`;
const deal = sql`'deal' as kind, d.deal_id as id, d.account_id, null::bigint as person_id, d.name as label, d.state, d.amount_yen`;

function casesOf(measure: MeasureCode, window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> | undefined {
  const cohortCases: Partial<Record<MeasureCode, RawBuilder<boolean>>> = {
    ...cohortConditions,
    cycles_ignore_due: ignoreDue(window),
  };
  const followCases: Partial<Record<MeasureCode, RawBuilder<boolean>>> = followConditions(window);
  if (cohortCases[measure]) return sql`select ${lead} from ${cohort(window, scope)} and ${cohortCases[measure]}`;
  if (followCases[measure]) return sql`select ${lead} from ${followCohort(window, scope)} and ${followCases[measure]}`;
  const onTargets = onTargetsAtEnd(sql`d.account_id`, window);
  switch (measure) {
    case 'target_deals_decided':
      return sql`select ${deal}, d.closed_on as day from ${decided(window, scope)} and ${onTargets}`;
    case 'target_deals_won':
      return sql`select ${deal}, d.closed_on as day from ${decided(window, scope)} and ${onTargets} and d.state = 'won'`;
    case 'accounts_with_deal':
      return sql`select distinct on (d.account_id) ${deal}, d.created_on as day from ${createdOnTargets(window, scope)} order by d.account_id, d.state <> 'won', d.created_on`;
    case 'accounts_won':
      return sql`select distinct on (d.account_id) ${deal}, d.created_on as day from ${createdOnTargets(window, scope)} and d.state = 'won' order by d.account_id, d.created_on`;
    default:
      return undefined;
  }
}
