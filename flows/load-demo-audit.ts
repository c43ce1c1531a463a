import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { readAuditNames } from './audit-sides.ts';
import { drawAudit } from './draw-audit.ts';
import { answerAudit, readAudit } from './match-audit.ts';

/** So many drawn cases are left to try the screen with. */
const leftOpen = 4;

/** The demo company's first 抜き取り確認: cases of one name and address are looked at already, the rest wait. */
export async function loadDemoAudit(database: Database, memberId: number, now: Date): Promise<void> {
  await drawAudit(database, { memberId, now });
  await inTransaction(database, async (transaction) => {
    const { waiting } = await readAudit(transaction.db, memberId);
    const automatic = waiting.filter(({ origin }) => origin === 'automatic');
    const looked = automatic.slice(0, Math.max(0, automatic.length - leftOpen));
    for (const [{ auditId }, [left, right]] of await readAuditNames(transaction, looked))
      if (left === right) await answerAudit(transaction, auditId, 'same', { memberId, now });
  });
}
