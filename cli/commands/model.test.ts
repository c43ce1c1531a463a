import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { OpenWorld } from '../open-world.ts';
import { model } from './model.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('model_command');
  await takeIn(database, {
    text: '会社名,URL\r\n株式会社青嶺精機,https://seirei.co.jp\r\n株式会社桐谷工業,https://kiritani.co.jp\r\n',
  });
});
after(() => database.close());

const run = async (words: readonly string[], given: { isSure?: boolean; reason?: string } = {}) => {
  const results: Record<string, unknown>[] = [];
  const output = {
    language: 'ja' as const,
    say: () => undefined,
    result: (value: object) => void results.push({ ...value }),
  };
  await model({ database } as OpenWorld, words, { isSure: given.isSure ?? false, reason: given.reason }, output);
  return results[0]!;
};

test('numbers are shown, tried without changing anything, adopted with a reason, and taken back', async () => {
  assert.equal(((await run(['show', 'account'])).thresholds as { margin: { bits: number } }).margin.bits, 3);
  const tried = await run(['set', 'account', 'auto=8', 'phone/equal=12']);
  assert.equal(tried.adopted, null);
  assert.deepEqual((tried.difference as { levels: unknown[] }).levels.length, 1);
  await assert.rejects(run(['set', 'account', 'auto=8'], { isSure: true }), { code: 'usage' });
  assert.equal((await run(['set', 'account', 'auto=8'], { isSure: true, reason: '慎重に' })).adopted, 2);
  assert.equal((await run(['return', 'account', 'shipped'], { isSure: true, reason: '戻す' })).adopted, 3);
  const { versions } = (await run(['versions', 'account'])) as { versions: { number: number; origin: string }[] };
  assert.deepEqual(
    versions.map(({ number, origin }) => [number, origin]),
    [
      [3, 'returned'],
      [2, 'edited'],
      [1, 'shipped'],
    ],
  );
});

test('what cannot be read is refused with a sentence', async () => {
  await assert.rejects(run(['show', 'deal']), { code: 'usage' });
  await assert.rejects(run(['set', 'account', 'auto']), { code: 'usage' });
  await assert.rejects(run(['set', 'person', 'auto=99']), { code: 'model_out_of_range' });
  await assert.rejects(run(['polish', 'account']), { code: 'usage' });
});
