import { getKpi } from '#core/kpi/catalogue.ts';
import { countDecidedDeals } from '#db/measures/deals.ts';
import { listMeasureRows, type MeasureRow, type MeasureRows } from '#db/measures/rows.ts';
import type { MeasureReader, MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Db } from '#db/pool.ts';
import { openPipelineLanding, readPipelineLanding } from './read-landing.ts';
import { readPlans } from './read-plan.ts';

/** The KPI whose target the pipeline has to cover. */
const wonAmount = 'K5.5d';

/**
 * What K3.6 divides (domain.md §10.3): Σ amount × p of open deals closing in the rest of the period, and the agreed target of
 * money won less what is won, 0 once it is reached. Both are 0, and the KPI null, without any decided deal or without a target.
 */
export const countCoverage: MeasureReader = {
  measures: ['open_deals_weighted', 'plan_remaining'],
  count: async (db, window, scope) => {
    const { openYen, openDeals, figure } = await readPipelineLanding(db, window, scope);
    const remaining = await readRemaining(db, window, scope);
    const isUnknown = !remaining || (openDeals > 0 && figure.value === null);
    return {
      open_deals_weighted: isUnknown ? 0 : openYen,
      plan_remaining: isUnknown ? 0 : Math.max(0, remaining.target - remaining.won),
    };
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
  const remaining = await readRemaining(db, window, scope);
  const won = await listMeasureRows(db, 'deals_won_amount', window, scope, limit);
  if (!remaining || !won) return undefined;
  const target: MeasureRow = {
    ...noCase,
    kind: 'plan',
    id: wonAmount,
    day: window.from,
    amountYen: remaining.target,
    part: remaining.target,
  };
  const rows = [target, ...won.rows.map((row) => ({ ...row, part: -row.part }))].slice(0, limit);
  return { rows, total: won.total + 1, sum: remaining.target - won.sum };
}

const noCase = { accountId: null, accountName: null, personId: null, label: null, state: null };

async function readRemaining(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<{ target: number; won: number } | undefined> {
  const plan = (await readPlans(db, [getKpi(wonAmount)], window, scope)).get(wonAmount);
  if (!plan) return undefined;
  const { deals_won_amount = 0 } = await countDecidedDeals.count(db, window, scope);
  return { target: plan.target, won: deals_won_amount };
}
