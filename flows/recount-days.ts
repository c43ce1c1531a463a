import { todayJst } from '#core/period/day.ts';
import { recountHandoverDays } from '#db/measures/handover-days.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { followUpCalendar } from './measure-window.ts';

/**
 * Counts the days of hand-over again that answers have changed since, so that KPIs need not read them cycle by cycle. Figures are the
 * same before and after; only their price differs. Imports do it by themselves.
 */
export async function recountDays(database: Database, now: Date): Promise<{ days: number }> {
  return inTransaction(database, async (transaction) => {
    const followUp = followUpCalendar(await readHandoverSettings(transaction.db), now);
    return { days: await recountHandoverDays(transaction, followUp, todayJst(now)) };
  });
}
