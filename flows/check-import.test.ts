import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { dumpDerived } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginImport } from './begin-import.ts';
import { checkImport, runCheck } from './check-import.ts';

const path = join(tmpdir(), `check-import-${process.pid}.csv`);
let database: Database;
before(async () => {
  database = await openTestDatabase('check_import');
});
after(async () => {
  rmSync(path, { force: true });
  await database.close();
});

async function begin(rows: readonly string[]): Promise<number> {
  writeFileSync(path, `会社コード,会社名,法人番号\r\n${rows.join('\r\n')}\r\n`);
  const { batchId } = await beginImport(database.db, { path, name: 'check.csv' }, 'companies', null);
  return batchId;
}
const companies = (count: number) => Array.from({ length: count }, (_, at) => `C${at},青空${at}商事,`);
const read = async (batchId: number) =>
  (await database.pool.query('select * from import_batch where import_batch_id = $1', [batchId])).rows[0];
const setChecking = (batchId: number) =>
  database.pool.query("update import_batch set state = 'checking' where import_batch_id = $1", [batchId]);

test('behind the rows that are tried the others are read, and refusals of all are counted', async () => {
  const batchId = await begin([...companies(2_500), 'C9998,,', 'C9999,,']);
  const heard: number[] = [];
  const before = await dumpDerived(database);
  const result = await checkImport(database, batchId, {
    triedMax: 1_500,
    onRows: async (rows) => void heard.push(rows),
  });
  assert.deepEqual(
    [result.rows, result.tried, result.new, result.rejected, result.reasons[0]?.code, result.reasons[0]?.count],
    [2_502, 2_000, 2_000, 2, 'E_NO_COMPANY', 2],
  );
  assert.deepEqual(heard, [1_000, 2_000, 2_502]);
  assert.deepEqual(await dumpDerived(database), before);
});

test('a check that is asked for leaves its result beside the draft', async () => {
  const batchId = await begin(companies(3));
  await setChecking(batchId);
  await runCheck(database, batchId);
  const { state, checked_rows, rows_total, check_result } = await read(batchId);
  assert.deepEqual([state, checked_rows, rows_total, check_result.new], ['checked', 3, 3, 3]);
});

test('a check that somebody stops ends after its batch and leaves no result', async () => {
  const batchId = await begin(companies(5_000));
  await setChecking(batchId);
  const running = runCheck(database, batchId);
  while ((await read(batchId)).checked_rows === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await database.pool.query("update import_batch set state = 'draft' where import_batch_id = $1", [batchId]);
  await running;
  const { state, checked_rows, check_result } = await read(batchId);
  assert.deepEqual([state, check_result, checked_rows < 5_000], ['draft', null, true]);
});
