import { basename, resolve } from 'node:path';
import { writeAudit } from '#db/audit.ts';
import { beginRegisterLoad, loadRegister, type RegisterLoad } from '#flows/load-register.ts';
import type { OpenWorld } from '../open-world.ts';
import { needFile } from '../need-file.ts';
import type { Output } from '../output.ts';

/** `mori register load FILE…`: full and daily files of the National Tax Agency, in the order given. The files stay where they are. */
export async function loadRegisterFiles(world: OpenWorld, files: readonly string[], output: Output): Promise<void> {
  for (const file of files) needFile(file);
  const started = Date.now();
  const loads: RegisterLoad[] = [];
  for (const file of files) {
    const loadId = await beginRegisterLoad(world.database.db, { path: resolve(file), name: basename(file) }, null);
    const load = await loadRegister(world.database, loadId);
    await writeAudit(world.database.db, {
      memberId: null,
      action: 'register.load',
      subjectKind: 'register',
      subjectId: loadId,
      after: load,
    });
    const rows = load.rows.toLocaleString();
    output.say(
      output.language === 'ja'
        ? `${basename(file)}: ${rows} 行、新規 ${load.new}、変更 ${load.changed}`
        : `${basename(file)}: ${rows} rows, ${load.new} new, ${load.changed} changed`,
    );
    loads.push(load);
  }
  const sum = (count: (load: RegisterLoad) => number) => loads.reduce((total, load) => total + count(load), 0);
  const seconds = Math.round((Date.now() - started) / 10) / 100;
  output.result({
    files: loads.length,
    rows: sum(({ rows }) => rows),
    new: sum((load) => load.new),
    changed: sum(({ changed }) => changed),
    unchanged: sum(({ unchanged }) => unchanged),
    rejected: sum(({ rejected }) => rejected),
    companies: loads.at(-1)?.companies ?? 0,
    seconds,
  });
}
