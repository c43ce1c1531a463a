import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '#core/refusal.ts';
import { beginImport, type ImportPreview } from '#flows/begin-import.ts';
import { previewOf } from '#flows/change-draft.ts';
import { checkImport } from '#flows/check-import.ts';
import { checkRowsCsv, doubtsInWords } from '#flows/check-rows-csv.ts';
import { runImportApart } from '#jobs/run-import.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

export type ImportOptions = {
  as: string;
  check: boolean;
  /** Where a check writes its rows. */
  out?: string | undefined;
  source?: string | undefined;
  purpose?: string | undefined;
};
const doubtsSaid = 5;

/** `mori import FILE --as PRESET [--check [--out CSV]]`: the same flow as the screen, in this process. */
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
  await warnOfSharedName(world, preview.batchId, output);
  const seconds = () => Math.round((Date.now() - started) / 10) / 100;
  if (options.check) {
    const told = await checkFile(world, preview, options.out, output);
    output.result({ batch: null, ...told, seconds: seconds() });
    return;
  }
  const result = await runImportApart(world.database, preview.batchId);
  output.result({ ...result, seconds: seconds() });
}

/** Two systems under one name would share their keys; nobody is kept from it. */
async function warnOfSharedName({ database }: OpenWorld, batchId: number, output: Output): Promise<void> {
  const { source, sharedSystemName: shared } = await previewOf(database.db, batchId);
  if (!shared) return;
  const differs = shared.by === 'columns' ? '列が大きく違います' : 'IDの付け方が違います';
  output.say(
    `  注意: システム名「${source}」は取込 ${shared.batchId}「${shared.fileName}」でも使われていて、${differs}。別のシステムのファイルなら --source ${shared.proposal} のように分けてください(同じIDの行が上書きされます)。`,
  );
}

/** Says why rows are rejected and what is to be looked at; the rows themselves go to `out`, the first of every outcome. */
async function checkFile(
  world: OpenWorld,
  { batchId, header }: ImportPreview,
  out: string | undefined,
  output: Output,
): Promise<object> {
  const { result, sample } = await checkImport(world.database, batchId);
  await world.database.db.deleteFrom('import_batch').where('import_batch_id', '=', batchId).execute();
  const { reasons, ...counts } = result;
  for (const { code, count, example } of reasons) output.say(`  取込不可 ${count} 行 ${code} — ${example}`);
  for (const row of sample.filter(({ outcome }) => outcome === 'review').slice(0, doubtsSaid))
    output.say(`  要確認 ${row.rowNumber}行目 — ${doubtsInWords(row, 'ja')}`);
  if (counts.review > doubtsSaid) output.say(`  要確認は、ほかに ${counts.review - doubtsSaid} 行あります`);
  if (out === undefined) return counts;
  writeFileSync(out, checkRowsCsv(header, sample, 'ja'), { mode: 0o600 });
  return { ...counts, out, rowsWritten: sample.length };
}
