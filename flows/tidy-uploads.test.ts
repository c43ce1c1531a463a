import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginImport } from './begin-import.ts';
import { runImport } from './import-file.ts';
import { tidyUploads } from './tidy-uploads.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('tidy');
});
after(() => database.close());

const day = (text: string) => new Date(`${text}T03:30:00+09:00`);

test('uploads go 30 days after their import ended, drafts after a week; nothing else goes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mori-uploads-'));
  const put = async (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, `会社名,電話番号\n${name}商事,03-1234-5678\n`);
    utimesSync(path, day('2026-04-01'), day('2026-04-01'));
    const { batchId } = await beginImport(database.db, { path, name: `${name}.csv` }, 'companies', null);
    return { path, batchId };
  };
  const [old, recent, draft, waiting] = [
    await put('old'),
    await put('recent'),
    await put('draft'),
    await put('waiting'),
  ];
  await runImport(database, old.batchId);
  await runImport(database, recent.batchId);
  const stray = join(folder, 'stray');
  writeFileSync(stray, 'x');
  utimesSync(stray, day('2026-04-01'), day('2026-04-01'));
  const finish = (batchId: number, at: Date) =>
    database.db.updateTable('import_batch').set({ finished_at: at }).where('import_batch_id', '=', batchId).execute();
  await finish(old.batchId, day('2026-04-01'));
  await finish(recent.batchId, day('2026-04-20'));
  await database.db
    .updateTable('import_batch')
    .set({ created_at: day('2026-04-01') })
    .where('import_batch_id', '=', draft.batchId)
    .execute();
  assert.deepEqual(await tidyUploads(database.db, folder, day('2026-05-10')), { removed: 3 });
  assert.deepEqual(
    [old.path, stray, draft.path, recent.path, waiting.path].map((path) => existsSync(path)),
    [false, false, false, true, true],
  );
  assert.deepEqual(await tidyUploads(database.db, folder, day('2026-05-10')), { removed: 0 });
});
