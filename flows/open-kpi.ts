import { isMoneyPerCase, measuresIn, type Kpi } from '#core/kpi/kpi.ts';
import type { MeasureCode } from '#core/kpi/named-measure.ts';
import { qualityNouns, type QualityNoun } from '#core/measure/data-quality.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { rankByRate, rateOf } from '#core/measure/rate.ts';
import { spreadOf, type Spread } from '#core/measure/spread.ts';
import { Refusal } from '#core/refusal.ts';
import { countWinsByAccount } from '#db/measures/deals.ts';
import { countFieldsByNoun } from '#db/measures/targets.ts';
import { listMeasureParts, listMeasureRows, type MeasureRows } from '#db/measures/rows.ts';
import type { MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Db } from '#db/pool.ts';
import { readGrowth } from './first-amounts.ts';
import { openRemaining, openWeighted } from './pipeline-coverage.ts';

export type KpiPart = 'numerator' | 'denominator';

/** The rows behind one part of a KPI; of a count, a sum or a median there is one part. Refuses `kpi_without_rows`. */
export async function openKpi(
  db: Db,
  kpi: Kpi,
  part: KpiPart,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<MeasureRows> {
  const [numerator, denominator] = measuresIn(kpi);
  const measure = part === 'denominator' && hasTwoParts(kpi) ? denominator : numerator;
  const found = measure ? await openMeasure(db, measure, window, scope, limit) : undefined;
  if (!found)
    throw new Refusal('kpi_without_rows', `指標 ${kpi.code} は、まだ測っていないので開けません。`, {
      status: 404,
      details: { code: kpi.code },
    });
  return found;
}

async function openMeasure(
  db: Db,
  measure: MeasureCode,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<MeasureRows | undefined> {
  if (measure === 'open_deals_weighted') return openWeighted(db, window, scope, limit);
  if (measure === 'plan_remaining') return openRemaining(db, window, scope, limit);
  const found = await listMeasureRows(db, measure, window, scope, limit);
  if (!found || measure !== 'target_deal_amount_created') return found;
  const growth = await readGrowth(db, window, scope);
  return {
    ...found,
    sum: found.sum - growth.values().reduce((sum, yen) => sum + yen, 0),
    rows: found.rows.map((row) => ({ ...row, part: row.part - (growth.get(row.id) ?? 0) })),
  };
}

/** Mean, median, quartiles and intervals of the cases of a KPI that is money per case; null of any other (domain.md §10.1). */
export async function readSpread(db: Db, kpi: Kpi, window: MeasureWindow, scope: MeasureScope): Promise<Spread | null> {
  const [cases] = measuresIn(kpi);
  return isMoneyPerCase(kpi) && cases ? spreadOf(await listMeasureParts(db, cases, window, scope)) : null;
}

/** K1.2a by what is known: company, department, person and title (domain.md §10.3); null of any other KPI. */
export async function readCompleteness(
  db: Db,
  kpi: Kpi,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<{ noun: QualityNoun; figure: Figure }[] | null> {
  if (measuresIn(kpi)[0] !== 'fields_filled') return null;
  const filled = await countFieldsByNoun(db, window, scope);
  return qualityNouns.map((noun) => ({ noun, figure: rateFigure(filled[noun].filled, filled[noun].required) }));
}

/** Each company's own rate, the surest first (`rankByRate`). */
export async function openByAccount(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<{ total: number; accounts: { accountId: number; name: string; figure: Figure }[] }> {
  const counted = await countWinsByAccount(db, window, scope);
  const ranked = rankByRate(counted, ({ won, decided }) => rateOf(won, decided)).slice(0, limit);
  return {
    total: counted.length,
    accounts: ranked.map(({ won, decided, ...account }) => ({ ...account, figure: rateFigure(won, decided) })),
  };
}

/** Whether the rows behind a number are those of its numerator and those of its denominator. */
export function hasTwoParts({ definition }: Kpi): boolean {
  return definition?.kind === 'rate' || definition?.kind === 'quotient';
}
