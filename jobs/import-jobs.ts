import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { withCheckLock, withImportLock } from '#db/import-lock.ts';
import type { Database } from '#db/pool.ts';
import { runCheckApart, runImportApart } from './run-import.ts';

/**
 * One import at a time per batch, whoever asks; a refusal ends the import with its sentence, a fault is tried again. The fault of
 * the last try ends it as well, with how far it came: what is taken in stays, and it can be started again from there.
 */
export async function runImportJob(database: Database, batchId: number, isLastTry = false): Promise<void> {
  await withImportLock(database, batchId, async () => {
    const batch = await database.db
      .selectFrom('import_batch')
      .select('state')
      .where('import_batch_id', '=', batchId)
      .executeTakeFirst();
    if (!batch || !['queued', 'running'].includes(batch.state)) return;
    try {
      await runImportApart(database, batchId);
    } catch (error) {
      const isRefused = error instanceof Refusal;
      if (isRefused || isLastTry)
        await database.db
          .updateTable('import_batch')
          .set((eb) => ({
            state: 'failed',
            problem: isRefused ? error.message : sql<string>`format(${stoppedByFault}, ${eb.ref('cursor_row')})`,
            finished_at: new Date(),
          }))
          .where('import_batch_id', '=', batchId)
          .execute();
      if (!isRefused) throw error;
    }
  });
}

const stoppedByFault =
  'システムの不具合で取込が止まりました。%s行目までは取り込み済みで、「取り込む」を押すと続きから再開します。くり返し止まるときは、管理者に記録(ログ)の確認を依頼してください。';

/** A check asked for in the background. The fault of the last try gives the draft back with a sentence. */
export async function runCheckJob(database: Database, batchId: number, isLastTry = false): Promise<void> {
  await withCheckLock(database, batchId, () =>
    runCheckApart(database, batchId).catch(async (error: unknown) => {
      if (isLastTry)
        await database.db
          .updateTable('import_batch')
          .set({ state: 'draft', problem: checkStoppedByFault })
          .where('import_batch_id', '=', batchId)
          .where('state', '=', 'checking')
          .execute();
      throw error;
    }),
  );
}

const checkStoppedByFault =
  'システムの不具合で、試しの実行が止まりました。何も取り込んでいません。くり返し止まるときは、管理者に記録(ログ)の確認を依頼してください。';
