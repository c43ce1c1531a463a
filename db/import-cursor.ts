import { sql } from 'kysely';
import type { Transaction } from './transaction.ts';

type Counts = Readonly<Record<'new' | 'matched' | 'review' | 'rejected' | 'unchanged', number>>;

/** How far an import has come and what became of its rows; one commit with the rows themselves. */
export async function moveCursor(
  transaction: Transaction,
  batchId: number,
  cursor: number,
  counts: Counts,
): Promise<void> {
  await sql`update import_batch
       set cursor_row = ${cursor}, count_new = count_new + ${counts.new}, count_matched = count_matched + ${counts.matched},
           count_review = count_review + ${counts.review}, count_rejected = count_rejected + ${counts.rejected}, count_unchanged = count_unchanged + ${counts.unchanged}
     where import_batch_id = ${batchId}`.execute(transaction.db);
}
