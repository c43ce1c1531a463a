import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { OpenWorld } from '../open-world.ts';
import { matchRows } from './match.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('match_command');
  await takeIn(database, { text: '企業ID,会社名,URL\r\n1,株式会社青嶺精機,https://www.seireiseiki.co.jp/\r\n' });
});
after(() => database.close());

const run = async (given: Record<string, string>, isStored: boolean) => {
  const results: Record<string, unknown>[] = [];
  const output = {
    language: 'ja' as const,
    say: () => undefined,
    result: (value: object) => void results.push({ ...value }),
  };
  await matchRows({ database } as OpenWorld, { given, isStored }, output);
  return results[0]!;
};
const stored = async () =>
  (await database.pool.query("select count(*)::int as n from raw_row where source = 'desk'")).rows[0].n;

test('one row is asked about without being stored, and stored with --store; sums follow at once', async () => {
  const given = { source: 'desk', companyName: '青嶺精機', personName: '佐藤 花子', email: 'sato@seireiseiki.co.jp' };
  assert.equal((await run(given, false)).result, 'account');
  assert.equal(await stored(), 0);
  assert.equal((await run(given, true)).outcome, 'new');
  assert.equal(await stored(), 1);
  const { rows } = await database.pool.query('select person_count from account_rollup');
  assert.deepEqual(rows, [{ person_count: 1 }]);
});

test('what is no lead is refused with a sentence', async () => {
  await assert.rejects(run({ kind: 'ticket', companyName: '青嶺精機' }, false), { code: 'input_invalid' });
});
