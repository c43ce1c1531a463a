import { sql } from 'kysely';
import type { CaseMeasure } from '#core/kpi/case-measure.ts';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import { casesOf } from './measures/rows.ts';
import type { MeasureWindow } from './measures/window.ts';
import type { Db } from './pool.ts';

/** What became of one lead or deal since the month was closed. */
export type CaseChange = {
  measure: CaseMeasure;
  change: 'added' | 'removed' | 'amount';
  kind: 'lead' | 'deal';
  id: string;
  accountId: number | null;
  accountName: string | null;
  amountFrozenYen: number | null;
  amountYen: number | null;
};

/** The cases of a measure; of contracts and what is paid once the part that the figure adds up. */
function countedCases(measure: CaseMeasure, window: MeasureWindow) {
  const own = (code: MeasureCode) => casesOf(code, window, { kind: 'all' })!;
  const summed = partsOf[measure];
  return summed ? sql`select x.id, x.kind, x.account_id, x.part as amount_yen from (${own(summed)}) x` : own(measure);
}

const partsOf: Readonly<Partial<Record<CaseMeasure, MeasureCode>>> = {
  acv_deals: 'acv_sum',
  one_off_deals: 'one_off_sum',
};

/** Keeps the leads and deals that each measure of the month counts now. */
export async function freezeCases(
  db: Db,
  closingId: number,
  measures: readonly CaseMeasure[],
  window: MeasureWindow,
): Promise<void> {
  for (const measure of measures)
    await sql`
      insert into month_case (month_closing_id, measure, case_id, kind, account_id, amount_yen)
      select ${closingId}, ${measure}, x.id::text, x.kind, x.account_id, x.amount_yen from (${countedCases(measure, window)}) x`.execute(
      db,
    );
}

/** Leads and deals that came to a measure or left it since the closing, and deals whose amount changed where `amounts` count. */
export async function readCaseChanges(
  db: Db,
  closingId: number,
  { measures, amounts }: { readonly measures: readonly CaseMeasure[]; readonly amounts: boolean },
  window: MeasureWindow,
  limit: number,
): Promise<{ changed: number; rows: CaseChange[] }> {
  const found: CaseChange[] = [];
  for (const measure of measures) {
    const { rows } = await sql<CaseChange>`
      select ${measure} as measure, coalesce(f.kind, x.kind) as kind, coalesce(f.case_id, x.id::text) as id,
             case when f.case_id is null then 'added' when x.id is null then 'removed' else 'amount' end as change,
             a.account_id as "accountId", a.name as "accountName", f.amount_yen as "amountFrozenYen", x.amount_yen as "amountYen"
        from (select * from month_case where month_closing_id = ${closingId} and measure = ${measure}) f
        full join (${countedCases(measure, window)}) x on x.id::text = f.case_id
        left join account a on a.account_id = coalesce(x.account_id, f.account_id)
       where f.case_id is null or x.id is null or (${amounts} and f.amount_yen is distinct from x.amount_yen)
       order by 3`.execute(db);
    found.push(...rows);
  }
  return { changed: new Set(found.map(({ id }) => id)).size, rows: found.slice(0, limit) };
}
