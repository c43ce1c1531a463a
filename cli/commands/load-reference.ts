import { basename, resolve } from 'node:path';
import { writeAudit } from '#db/audit.ts';
import { addCounts, takeReferenceFile, tellLoad, type ReferenceTable } from '#flows/load-reference.ts';
import type { OpenWorld } from '../open-world.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

/** What a row is called that cannot be used. */
const leftOutWords = {
  register: { ja: '読めない行', en: 'unreadable' },
  towns: { ja: '町名のない行', en: 'without a town' },
} as const;

/**
 * `mori register load FILE…`: full and daily files of the National Tax Agency, in the order given. `mori towns load FILE…`: tables of towns of
 * 日本郵便 and Geolonia, in any order. The files stay where they are.
 */
export async function loadReferenceFiles<Row, Told extends object>(
  { database }: OpenWorld,
  table: ReferenceTable<Row, Told>,
  files: readonly string[],
  output: Output,
): Promise<void> {
  for (const file of files) needFile(file);
  const started = Date.now();
  let sum = { rows: 0, new: 0, changed: 0, leftOut: 0, held: {} };
  for (const file of files) {
    const name = basename(file);
    const load = await takeReferenceFile(database, table, { path: resolve(file), name });
    await writeAudit(database.db, {
      memberId: null,
      action: `${table.kind}.load`,
      subjectKind: table.kind,
      subjectId: load.load,
      after: tellLoad(table, load),
    });
    const rows = load.rows.toLocaleString();
    const words = leftOutWords[table.kind];
    output.say(
      output.language === 'ja'
        ? `${name}: ${rows} 行、新規 ${load.new}、変更 ${load.changed}、${words.ja} ${load.leftOut}`
        : `${name}: ${rows} rows, ${load.new} new, ${load.changed} changed, ${load.leftOut} ${words.en}`,
    );
    sum = { ...addCounts(sum, load), held: load.held };
  }
  const seconds = Math.round((Date.now() - started) / 10) / 100;
  output.result({ files: files.length, ...tellLoad(table, sum), seconds });
}
