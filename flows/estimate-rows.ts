import type { Db } from '#db/pool.ts';
import { countLines } from '#sources/file/read-records.ts';

/**
 * About how many rows an import will have, by the lines of its table, so that the time left can be told. A check run knows it
 * exactly, and its number stays.
 */
export async function estimateRows(db: Db, batchId: number): Promise<void> {
  const batch = await db
    .selectFrom('import_batch')
    .select(['format', 'rows_total'])
    .where('import_batch_id', '=', batchId)
    .executeTakeFirst();
  if (!batch || batch.rows_total !== null) return;
  const { tablePath, headerRow } = batch.format as { tablePath: string; headerRow: number };
  const rows = Math.max(1, (await countLines(tablePath)) - headerRow);
  await db.updateTable('import_batch').set({ rows_total: rows }).where('import_batch_id', '=', batchId).execute();
}
