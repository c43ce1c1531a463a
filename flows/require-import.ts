import type { Selectable } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import type { Db } from '#db/pool.ts';
import type { Tables } from '#db/tables.ts';

/** The import of this id as it is stored. Refuses `import_not_found`. */
export async function requireImport(db: Db, batchId: number): Promise<Selectable<Tables['import_batch']>> {
  const batch = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('import_batch_id', '=', batchId)
    .executeTakeFirst();
  if (!batch) throw new Refusal('import_not_found', `取込 ${batchId} は見つかりません。`, { status: 404 });
  return batch;
}
