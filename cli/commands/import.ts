import { randomUUID } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openRows } from '#core/observation/open-rows.ts';
import type { Words } from '#core/words.ts';
import { beginImport, type ImportPreview } from '#flows/begin-import.ts';
import { previewOf } from '#flows/preview-import.ts';
import { checkImport } from '#flows/check-import.ts';
import { checkRowsCsv, doubtsInWords } from '#flows/check-rows-csv.ts';
import { runImportApart } from '#jobs/run-import.ts';
import type { OpenWorld } from '../open-world.ts';
import { needFile } from '../need-file.ts';
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
  needFile(file);
  const path = join(world.files, randomUUID());
  copyFileSync(file, path);
  const started = Date.now();
  const preview = await beginImport(world.database.db, { path, name: basename(file) }, options.as, null, {
    ...(options.source ? { source: options.source } : {}),
    ...(options.purpose ? { purpose: options.purpose } : {}),
  });
  const { title, name } = preview.preset;
  const { encoding } = preview.format;
  output.say(
    output.language === 'ja'
      ? `${basename(file)}: ${title.ja}(${name})、${encoding}`
      : `${basename(file)}: ${title.en} (${name}), ${encoding}`,
  );
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
  if (output.language === 'en') {
    const differs =
      shared.by === 'columns' ? 'its columns are quite different' : 'it numbers its records in another way';
    output.say(
      `  Note: the system name "${source}" is also that of import ${shared.batchId} "${shared.fileName}", and ${differs}. For a file of another system give --source ${shared.proposal} or the like (rows of one id overwrite each other).`,
    );
    return;
  }
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
  const { language } = output;
  const say = (words: Words) => output.say(`  ${words[language]}`);
  for (const { code, count, example } of reasons)
    say({
      ja: `取込不可 ${count} 行 ${code} — ${example.ja}`,
      en: `${count} rows rejected, ${code} — ${example.en}`,
    });
  for (const row of sample.filter(({ outcome }) => outcome === 'review').slice(0, doubtsSaid))
    say({
      ja: `要確認 ${row.rowNumber}行目 — ${doubtsInWords(row, 'ja')}`,
      en: `to review: row ${row.rowNumber} — ${doubtsInWords(row, 'en')}`,
    });
  const open = openRows(counts);
  if (open > 0)
    say({
      ja: `突き合わせは先頭の ${counts.tried} 行だけです。残りの ${open} 行が新規・一致・要確認のどれになるかは、取り込むまで決まりません(新規は ${counts.new}〜${counts.new + open} 行)`,
      en: `only the first ${counts.tried} rows were matched; whether the other ${open} are new, matched or to be reviewed only the import tells (new: ${counts.new} to ${counts.new + open})`,
    });
  const more = counts.review - doubtsSaid;
  if (more > 0) say({ ja: `要確認は、ほかに ${more} 行あります`, en: `${more} more rows to review` });
  if (out === undefined) return counts;
  writeFileSync(out, checkRowsCsv(header, sample, language), { mode: 0o600 });
  return { ...counts, out, rowsWritten: sample.length };
}
