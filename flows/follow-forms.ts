import { todayJst } from '#core/period/day.ts';
import { accountsOfRows, listUnfollowed, markFollowed } from '#db/form-batches.ts';
import type { Database } from '#db/pool.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import { inTransaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { linkedIds } from './merge-entities.ts';
import { reconcile } from './reconcile.ts';
import { takeOffersOfImport } from './take-offers.ts';

/**
 * What follows rows that came one by one and nobody waits for: the second look at pairs, sums of companies, stages of leads, and the
 * hand-over of who took an act-now offer. A row that comes meanwhile is followed the next time.
 */
export async function followForms(database: Database, now: Date): Promise<{ rows: number }> {
  let rows = 0;
  for (const part of await listUnfollowed(database.db)) {
    await inTransaction(database, async (transaction) => {
      await lockIdentity(transaction);
      const accounts = await accountsOfRows(transaction, part);
      await reconcile(transaction, accounts, await linkedIds(transaction, 'account', 'person', accounts));
    });
    await inTransaction(database, async (transaction) => {
      const accounts = await accountsOfRows(transaction, part);
      await refreshOwners(transaction, accounts);
      await refreshRollups(transaction, todayJst(now), accounts);
      await deriveLeadEvents(transaction);
      await takeOffersOfImport(transaction, part, now);
      await markFollowed(transaction, part);
    });
    rows += part.to - part.from;
  }
  return { rows };
}
