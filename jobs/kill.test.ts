import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { Random } from '#fixtures/random.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { beginImport } from '#flows/begin-import.ts';

const rowCount = 24_000;
const kills = 8;
const worker = join(import.meta.dirname, '..', 'fixtures', 'run-worker.ts');
const seed = 8;

test('kill -9 in the middle of an import, eight times: it goes on, nothing lost, nothing doubled', async () => {
  const database = await openTestDatabase('kill');
  const text = `会社コード,会社名,電話番号,業種\r\n${Array.from({ length: rowCount }, (_, index) => `K${index},青空${index}商事,,卸売業`).join('\r\n')}\r\n`;
  const path = join(tmpdir(), `kill-${process.pid}.csv`);
  writeFileSync(path, text);
  const { batchId } = await beginImport(database.db, { path, name: 'kill.csv' }, 'companies', null);
  await database.db
    .updateTable('import_batch')
    .set({ state: 'queued' })
    .where('import_batch_id', '=', batchId)
    .execute();
  const random = new Random(seed);
  const read = async () =>
    (
      await database.pool.query('select state, cursor_row, count_new from import_batch where import_batch_id = $1', [
        batchId,
      ])
    ).rows[0];
  const cursors: number[] = [];
  let killed = 0;
  try {
    for (let round = 0; round <= kills; round++) {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', worker, database.url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      if (round < kills) await sleep(random.whole(120, 700));
      else
        for (const deadline = Date.now() + 60_000; (await read()).state !== 'done' && Date.now() < deadline; )
          await sleep(100);
      const { state, cursor_row } = await read();
      cursors.push(cursor_row);
      if (state !== 'done') killed++;
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    assert.deepEqual(await read(), { state: 'done', cursor_row: rowCount, count_new: rowCount });
    const stored = (
      await database.pool.query(
        'select count(*)::int as rows, count(distinct row_key)::int as keys, (select count(*) from account)::int as accounts from raw_row',
      )
    ).rows[0];
    assert.deepEqual(stored, { rows: rowCount, keys: rowCount, accounts: rowCount });
    assert.ok(killed >= 2, `only ${killed} kills hit a running import; cursors ${cursors}`);
    const untouched = await openTestDatabase('kill_reference');
    await takeIn(untouched, { path });
    const [one, other] = [await dumpDerived(database), await dumpDerived(untouched)];
    assert.deepEqual(one.identity_key?.length, other.identity_key?.length);
    await untouched.close();
  } finally {
    await database.close();
  }
});
