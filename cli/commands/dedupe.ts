import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { todayJst } from '#core/period/day.ts';
import { cleanListPaper } from '#flows/clean-list-paper.ts';
import { type FindTowns, townsInMemory } from '#core/town/find-towns.ts';
import type { Town } from '#core/town/town.ts';
import { cleanList, type CleanSink } from '#flows/clean-list.ts';
import { openList } from '#flows/open-list.ts';
import { readTowns } from '#sources/towns/read-towns.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

const rowsMax = 2_000_000;

/**
 * `mori dedupe FILE --as PRESET --out DIR` (手元のリストを掃除): companies and people of one file, without storing anything.
 * Writes clusters.csv (every row with its entity), companies.csv and people.csv (the survivors) and review.csv in the language of the
 * command, report-ja.html and report-en.html for a manager, and report.json. Tables of towns (`--towns FILE`) are held in memory.
 */
export async function dedupeFile(
  file: string,
  options: { as: string; out: string; towns: readonly string[] },
  output: Output,
): Promise<void> {
  for (const given of [file, ...options.towns]) needFile(given);
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
    const sink: CleanSink = {
      language: output.language,
      progress: () => undefined,
      file: (name, text) => {
        write(name, text, !begun.has(name));
        begun.add(name);
      },
    };
    const { report, reviews } = await cleanList(list, rowsMax, sink, await townsOf(options.towns));
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

const townsPerBatch = 10_000;

async function townsOf(files: readonly string[]): Promise<FindTowns | undefined> {
  if (files.length === 0) return undefined;
  const towns: Town[] = [];
  for (const file of files)
    for await (const batch of readTowns(file, townsPerBatch))
      for (const line of batch) if (line !== 'no_town') towns.push(line);
  return townsInMemory(towns);
}
