import { countCreatedDeals, firstRowsOfChangedDeals } from '#db/measures/deals.ts';
import type { MeasureReader } from '#db/measures/window.ts';
import { readersOf } from './linked-rows.ts';

/**
 * Pipeline created, with the amount each deal had when Mori first heard of it (K3.3) beside the present one. Deals that never
 * changed have one amount; of the others the first row is read again.
 */
export const countPipelineCreated: MeasureReader = {
  measures: [...countCreatedDeals.measures, 'target_deal_amount_created'],
  count: async (db, window, scope) => {
    const counted = await countCreatedDeals.count(db, window, scope);
    const changed = await firstRowsOfChangedDeals(db, window, scope);
    const readers = await readersOf({ db }, [...new Set(changed.map(({ batchId }) => batchId))]);
    const growth = changed.reduce((sum, { cells, rowNumber, batchId, amountYen }) => {
      const told = readers.get(batchId)!.read(cells, rowNumber, () => 0);
      const first = 'rejected' in told || told.fact?.kind !== 'deal' ? amountYen : told.fact.amountYen;
      return sum + (amountYen ?? 0) - (first ?? 0);
    }, 0);
    return { ...counted, target_deal_amount_created: counted.target_deal_amount_now! - growth };
  },
};
