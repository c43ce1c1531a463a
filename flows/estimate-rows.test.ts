import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginImport } from './begin-import.ts';
import { previewOf } from './preview-import.ts';
import { estimateRows } from './estimate-rows.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('estimate_rows');
});
after(() => database.close());

test('the rows of an import are known about before it runs, and what a check run counted stays', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'mori-rows-')), 'list');
  writeFileSync(
    path,
    '出力日,2026/4/1\r\n会社名,業種\r\n青空商事,"機械\r\n電気"\r\n北斗電子,電子\r\n白樺精機,機械\r\n',
  );
  const { batchId } = await beginImport(database.db, { path, name: 'list.csv' }, 'companies', null);
  const total = async () => (await previewOf(database.db, batchId)).progress.rowsTotal;
  assert.equal(await total(), null);
  await estimateRows(database.db, batchId);
  assert.equal(await total(), 3);
  await database.pool.query('update import_batch set rows_total = 2 where import_batch_id = $1', [batchId]);
  await estimateRows(database.db, batchId);
  assert.equal(await total(), 2);
});
