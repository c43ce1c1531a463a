import { basename, resolve } from 'node:path';
import { writeAudit } from '#db/audit.ts';
import { beginTownLoad, loadTowns, type TownLoad } from '#flows/load-towns.ts';
import type { OpenWorld } from '../open-world.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

/** `mori towns load FILE…`: tables of towns of 日本郵便 and Geolonia, in any order. The files stay where they are. */
export async function loadTownFiles(world: OpenWorld, files: readonly string[], output: Output): Promise<void> {
  for (const file of files) needFile(file);
  const started = Date.now();
  const loads: TownLoad[] = [];
  for (const file of files) {
    const loadId = await beginTownLoad(world.database.db, { path: resolve(file), name: basename(file) }, null);
    const load = await loadTowns(world.database, loadId);
    await writeAudit(world.database.db, {
      memberId: null,
      action: 'towns.load',
      subjectKind: 'towns',
      subjectId: loadId,
      after: load,
    });
    const rows = load.rows.toLocaleString();
    output.say(
      output.language === 'ja'
        ? `${basename(file)}: ${rows} 行、新規 ${load.new}、変更 ${load.changed}、町名のない行 ${load.leftOut}`
        : `${basename(file)}: ${rows} rows, ${load.new} new, ${load.changed} changed, ${load.leftOut} without a town`,
    );
    loads.push(load);
  }
  const sum = (count: (load: TownLoad) => number) => loads.reduce((total, load) => total + count(load), 0);
  output.result({
    files: loads.length,
    rows: sum(({ rows }) => rows),
    new: sum((load) => load.new),
    changed: sum(({ changed }) => changed),
    unchanged: sum(({ unchanged }) => unchanged),
    leftOut: sum(({ leftOut }) => leftOut),
    towns: loads.at(-1)?.towns ?? 0,
    townsWithReading: loads.at(-1)?.townsWithReading ?? 0,
    seconds: Math.round((Date.now() - started) / 10) / 100,
  });
}
