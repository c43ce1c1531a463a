import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '#db/pool.ts';

/** A finished import keeps its rows in the database; its file is only kept for looking back. */
const keptDays = 30;
const draftDays = 7;
const dayMs = 86_400_000;

/**
 * Removes uploads that nobody needs any more: files of imports that ended more than 30 days ago, drafts untouched for a
 * week with their files, and files that no import names. Files outside the uploads folder are never touched.
 */
export async function tidyUploads(db: Db, folder: string, now: Date): Promise<{ removed: number }> {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  await db
    .deleteFrom('import_batch')
    .where('state', 'in', ['draft', 'checked'])
    .where('created_at', '<', ago(draftDays))
    .execute();
  const needed = await db
    .selectFrom('import_batch')
    .select(['file_path', 'format'])
    .where((eb) => eb.or([eb('finished_at', 'is', null), eb('finished_at', '>=', ago(keptDays))]))
    .execute();
  const paths = new Set(
    needed.flatMap((batch) => [batch.file_path, (batch.format as { tablePath: string }).tablePath]),
  );
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtime } = await stat(path);
    if (paths.has(path) || mtime >= ago(1)) continue;
    await rm(path, { recursive: true });
    removed++;
  }
  return { removed };
}
