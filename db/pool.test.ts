import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '#fixtures/test-database.ts';

test('no connection lets the server compile what it is asked, whatever the server is set to', async () => {
  const database = await openTestDatabase('pool');
  for (const pool of [database.pool, database.promptPool])
    assert.deepEqual((await pool.query('show jit')).rows, [{ jit: 'off' }]);
  await database.close();
});
