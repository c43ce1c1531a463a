import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '#core/refusal.ts';
import { beginImport } from '#flows/begin-import.ts';
import { checkImport } from '#flows/check-import.ts';
import { runImportApart } from '#jobs/run-import.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

export type ImportOptions = { as: string; check: boolean; source?: string | undefined; purpose?: string | undefined };

/** `mori import FILE --as PRESET [--check]`: the same flow as the screen, in this process. */
export async function importFile(
  world: OpenWorld,
  file: string,
  options: ImportOptions,
  output: Output,
): Promise<void> {
  if (!existsSync(file)) throw new Refusal('file_missing', `${file} はありません。パスを確かめてください。`);
  const path = join(world.files, randomUUID());
  copyFileSync(file, path);
  const started = Date.now();
  const preview = await beginImport(world.database.db, { path, name: basename(file) }, options.as, null, {
    ...(options.source ? { source: options.source } : {}),
    ...(options.purpose ? { purpose: options.purpose } : {}),
  });
  output.say(`${basename(file)}: ${preview.preset.title.ja}(${preview.preset.name})、${preview.format.encoding}`);
  const seconds = () => Math.round((Date.now() - started) / 10) / 100;
  if (options.check) {
    const { reasons, ...result } = await checkImport(world.database, preview.batchId);
    await world.database.db.deleteFrom('import_batch').where('import_batch_id', '=', preview.batchId).execute();
    for (const reason of reasons) output.say(`  ${reason.code} ${reason.count} 行 — ${reason.example}`);
    output.result({ batch: null, ...result, seconds: seconds() });
    return;
  }
  const result = await runImportApart(world.database, preview.batchId);
  output.result({ ...result, seconds: seconds() });
}
