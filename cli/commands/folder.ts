import { resolve } from 'node:path';
import { lookAtFolder } from '#flows/watch-folder.ts';
import { runImportJob } from '#jobs/import-jobs.ts';
import type { OpenWorld } from '../open-world.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

/** `mori folder DIR`: takes in what lies in a folder now and puts it away, for those who have a scheduler of their own. */
export async function takeFolder(world: OpenWorld, given: string, output: Output): Promise<void> {
  const folder = resolve(given);
  needFile(folder, 'folder_missing');
  const watched = { folder, files: world.files, settledAfterMs: 0 };
  const { taken, refused } = await lookAtFolder(world.database, watched, new Date());
  for (const batchId of taken) await runImportJob(world.database, batchId);
  const { filed } = await lookAtFolder(world.database, watched, new Date());
  for (const { file, code } of refused) output.say(`${file}: ${code}`);
  output.result({ imports: taken, filed, refused });
}
