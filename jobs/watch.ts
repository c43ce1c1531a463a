import { withFolderLock } from '#db/import-lock.ts';
import type { Database } from '#db/pool.ts';
import { lookAtFolder, settledAfterMs } from '#flows/watch-folder.ts';

/** One look at the watched folder, by one server at a time; what it took begins to run at once. */
export async function watchFolder(
  database: Database,
  folder: string,
  files: string,
  startImport: (batchId: number) => Promise<void>,
): Promise<void> {
  await withFolderLock(database, async () => {
    const { taken } = await lookAtFolder(database, { folder, files, settledAfterMs }, new Date());
    for (const batchId of taken) await startImport(batchId);
  });
}
