import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'node:test';
import { readingKeysAreMissing } from '#db/register-readings.ts';
import { writeRegister } from '#db/register-write.ts';
import { inTransaction } from '#db/transaction.ts';
import { readRegisterRow } from '#core/register/register-row.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { startWorker } from './worker.ts';

test('a starting worker gives the register of an older version its keys, and does not wait for them', async () => {
  const opened = await openTestWorld('reading_keys');
  const { database } = opened.world;
  const line = { number: '4011001098993', name: '株式会社銛メカトロ', updatedOn: '2021-04-01' };
  const cells = registerLine({ ...line, kana: 'モリメカトロ' })
    .trimEnd()
    .replaceAll('"', '')
    .split(',');
  const row = readRegisterRow(cells);
  assert.ok(typeof row !== 'string');
  await inTransaction(database, (transaction) => writeRegister(transaction, [row], []));
  const keys = async () => (await database.pool.query('select kana_key from register_company')).rows;
  const written = await keys();
  await database.pool.query('update register_company set kana_key = null');
  assert.equal(await readingKeysAreMissing(database.db), true);
  const worker = await startWorker({ ...opened.world, notices: { ...opened.world, post: undefined } }, (error) =>
    assert.fail(String(error)),
  );
  try {
    for (let tries = 0; tries < 100 && (await readingKeysAreMissing(database.db)); tries++) await wait(100);
    assert.deepEqual(await keys(), written);
  } finally {
    await worker.stop();
    await opened.close();
  }
});
