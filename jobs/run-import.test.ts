import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginImport } from '#flows/begin-import.ts';
import { runImportApart } from './run-import.ts';
import { runCheckJob, runImportJob } from './import-jobs.ts';
import { withCheckLock, withImportLock } from '#db/import-lock.ts';

const rowCount = 6_000;
const path = join(tmpdir(), `run-import-${process.pid}.csv`);
let database: Database;
before(async () => {
  database = await openTestDatabase('run_import');
});
after(async () => {
  rmSync(path, { force: true });
  await database.close();
});

async function begin(name: string): Promise<number> {
  const note = 'この列は取り込みません。'.repeat(20);
  const rows = Array.from({ length: rowCount }, (_, at) => `${name}${at},${name}${at}商事,卸売業,${note}`);
  writeFileSync(path, `会社コード,会社名,業種,控え\r\n${rows.join('\r\n')}\r\n`);
  const { batchId } = await beginImport(database.db, { path, name: `${name}.csv` }, 'companies', null);
  await database.pool.query("update import_batch set state = 'queued' where import_batch_id = $1", [batchId]);
  return batchId;
}
const read = async (batchId: number) =>
  (
    await database.pool.query(
      'select state, problem, cursor_row as rows, count_new as new from import_batch where import_batch_id = $1',
      [batchId],
    )
  ).rows[0];

test('an import that does not fit its memory goes on with more, nothing lost and nothing doubled', async () => {
  const batchId = await begin('青空');
  const result = await runImportApart(database, batchId, [24, 512]);
  assert.deepEqual([result.rows, result.new], [rowCount, rowCount]);
  const { rows } = await database.pool.query(
    'select count(*)::int as rows, count(distinct row_key)::int as keys from raw_row where import_batch_id = $1',
    [batchId],
  );
  assert.deepEqual(rows, [{ rows: rowCount, keys: rowCount }]);
});

test('where no memory is enough the fault is told, and the next start goes on', async () => {
  const batchId = await begin('緑');
  await assert.rejects(runImportApart(database, batchId, [24]), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  assert.equal((await read(batchId)).state, 'running');
  assert.equal((await runImportApart(database, batchId)).new, rowCount);
});

test('a fault is tried again until the last try, which ends the import with how far it came', async () => {
  const batchId = await begin('海');
  rmSync(path);
  await assert.rejects(runImportJob(database, batchId));
  assert.equal((await read(batchId)).state, 'queued');
  await assert.rejects(runImportJob(database, batchId, true));
  const { state, problem } = await read(batchId);
  assert.equal(state, 'failed');
  assert.match(problem, /システムの不具合で取込が止まりました。0行目までは取り込み済み/);
});

test('a large check runs in a thread; a fault of its last try gives the draft back with a sentence', async () => {
  const batchId = await begin('空');
  await database.pool.query("update import_batch set state = 'checking' where import_batch_id = $1", [batchId]);
  await runCheckJob(database, batchId);
  assert.equal((await read(batchId)).state, 'checked');
  const { rows } = await database.pool.query('select 1 from raw_row where import_batch_id = $1', [batchId]);
  assert.equal(rows.length, 0);
  rmSync(path);
  await database.pool.query("update import_batch set state = 'checking' where import_batch_id = $1", [batchId]);
  await assert.rejects(runCheckJob(database, batchId, true));
  const { state, problem } = await read(batchId);
  assert.equal(state, 'draft');
  assert.match(problem, /何も取り込んでいません/);
});

test('an import that is started while its check or its last run still closes what it had open is not lost', async () => {
  const batchId = await begin('山');
  await withCheckLock(database, batchId, () => runImportJob(database, batchId));
  assert.equal((await read(batchId)).state, 'done');
  await database.pool.query("update import_batch set state = 'queued' where import_batch_id = $1", [batchId]);
  let started: Promise<void> | undefined;
  await withImportLock(database, batchId, async () => {
    started = runImportJob(database, batchId);
    await setTimeout(600);
    assert.equal((await read(batchId)).state, 'queued');
  });
  await started;
  assert.equal((await read(batchId)).state, 'done');
});
