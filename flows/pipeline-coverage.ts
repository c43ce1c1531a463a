import { getKpi } from '#core/kpi/catalogue.ts';
import { listMeasureRows, type MeasureRow, type MeasureRows } from '#db/measures/rows.ts';
import type { MeasureReader, MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Db } from '#db/pool.ts';
import { openPipelineLanding, readPipelineLanding } from './read-landing.ts';
import { readPlans } from './read-plan.ts';

const unknown = { open_deals_weighted: 0, plan_remaining: 0 };
/** The KPI whose target the pipeline has to cover. */
const wonAmount = 'K5.5d';

/**
 * What K3.6 divides (domain.md §10.3): Σ amount × p of open deals closing in the rest of the period, and the agreed target of
 * money won less what is won, 0 once it is reached. Both are 0, and the KPI null, without any decided deal or without a target.
 */
export const countCoverage: MeasureReader = {
  measures: ['open_deals_weighted', 'plan_remaining'],
  count: async (db, window, scope) => {
    const target = await readTarget(db, window, scope);
    if (target === undefined) return unknown;
    const { openYen, openDeals, wonYen, figure } = await readPipelineLanding(db, window, scope);
    if (openDeals > 0 && figure.value === null) return unknown;
    return { open_deals_weighted: openYen, plan_remaining: Math.max(0, target - wonYen) };
  },
};

/** Open deals, each with what it adds. */
export async function openWeighted(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<MeasureRows> {
  const { deals, openDeals, openYen } = await openPipelineLanding(db, window, scope, limit);
  const rows = deals.map(
    (deal): MeasureRow => ({
      ...noCase,
      kind: 'deal',
      id: deal.dealId,
      accountId: deal.accountId,
      accountName: deal.accountName,
      label: deal.name,
      state: 'open',
      day: deal.closesOn,
      amountYen: deal.amountYen,
      part: deal.partYen,
    }),
  );
  return { rows, total: openDeals, sum: openYen };
}

/** The target, and each won deal taken off it. */
export async function openRemaining(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number,
): Promise<MeasureRows | undefined> {
  const target = await readTarget(db, window, scope);
  const won = await listMeasureRows(db, 'deals_won_amount', window, scope, limit);
  if (target === undefined || !won) return undefined;
  const plan: MeasureRow = {
    ...noCase,
    kind: 'plan',
    id: wonAmount,
    day: window.from,
    amountYen: target,
    part: target,
  };
  const rows = [plan, ...won.rows.map((row) => ({ ...row, part: -row.part }))].slice(0, limit);
  return { rows, total: won.total + 1, sum: target - won.sum };
}

const noCase = { accountId: null, accountName: null, personId: null, label: null, state: null, isInferred: false };

async function readTarget(db: Db, window: MeasureWindow, scope: MeasureScope): Promise<number | undefined> {
  return (await readPlans(db, [getKpi(wonAmount)], window, scope)).get(wonAmount)?.target;
}
