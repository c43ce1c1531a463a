import { countCreatedDeals, firstRowsOfChangedDeals } from '#db/measures/deals.ts';
import type { MeasureReader, MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Db } from '#db/pool.ts';
import { readersOf } from './linked-rows.ts';

/**
 * Pipeline created, with the amount each deal had when Mori first heard of it (K3.3) beside the present one. Deals that never
 * changed have one amount; of the others the first row is read again.
 */
export const countPipelineCreated: MeasureReader = {
  measures: [...countCreatedDeals.measures, 'target_deal_amount_created'],
  count: async (db, window, scope) => {
    const counted = await countCreatedDeals.count(db, window, scope);
    const growth = (await readGrowth(db, window, scope)).values().reduce((sum, yen) => sum + yen, 0);
    return { ...counted, target_deal_amount_created: counted.target_deal_amount_now! - growth };
  },
};

/** What each deal that changed has grown by since its first row, in yen, by deal id; negative where it shrank. */
export async function readGrowth(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<ReadonlyMap<string, number>> {
  const changed = await firstRowsOfChangedDeals(db, window, scope);
  const readers = await readersOf({ db }, [...new Set(changed.map(({ batchId }) => batchId))]);
  return new Map(
    changed.map(({ dealId, cells, rowNumber, batchId, amountYen }) => {
      const told = readers.get(batchId)!.read(cells, rowNumber, () => 0);
      const first = 'rejected' in told || told.fact?.kind !== 'deal' ? amountYen : told.fact.amountYen;
      return [dealId, (amountYen ?? 0) - (first ?? 0)] as const;
    }),
  );
}
