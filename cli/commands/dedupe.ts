import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { todayJst } from '#core/period/day.ts';
import { cleanListPaper } from '#flows/clean-list-paper.ts';
import { cleanList } from '#flows/clean-list.ts';
import { openList } from '#flows/open-list.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

const rowsMax = 2_000_000;

/**
 * `mori dedupe FILE --as PRESET --out DIR` (手元のリストを掃除): companies and people of one file, without storing anything.
 * Writes clusters.csv (every row with its entity), companies.csv and people.csv (the survivors), review.csv, report-ja.html and report-en.html
 * for a manager, and report.json.
 */
export async function dedupeFile(file: string, options: { as: string; out: string }, output: Output): Promise<void> {
  needFile(file);
  const folder = mkdtempSync(join(tmpdir(), 'mori-dedupe-'));
  try {
    const path = join(folder, 'list');
    copyFileSync(file, path);
    const list = await openList(path, options.as);
    mkdirSync(options.out, { recursive: true });
    const write = (name: string, text: string, isFirst: boolean) =>
      isFirst
        ? writeFileSync(join(options.out, name), text, { mode: 0o600 })
        : appendFileSync(join(options.out, name), text);
    const begun = new Set<string>();
    const { report, reviews } = await cleanList(list, rowsMax, {
      progress: () => undefined,
      file: (name, text) => {
        write(name, text, !begun.has(name));
        begun.add(name);
      },
    });
    const named = { file: basename(file), ...report };
    for (const language of ['ja', 'en'] as const)
      write(
        `report-${language}.html`,
        cleanListPaper(named.file, todayJst(new Date()), report, reviews, language),
        true,
      );
    write('report.json', `${JSON.stringify(named, null, 2)}\n`, true);
    output.result(named);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
