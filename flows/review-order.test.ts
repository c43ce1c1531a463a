import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPairs } from '#db/match-sides.ts';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('review_order');
});
after(() => database.close());

/** Four pairs of companies, of which the model says with so many bits that they are one. */
const pairs = [
  { names: ['青空商事', '青空産業'], bits: 6 },
  { names: ['桐谷工業', '桐谷製作所'], bits: 0 },
  { names: ['海野電機', '海野電気'], bits: 0 },
  { names: ['星川化学', '星川化成'], bits: 0 },
];

test('questions come by uncertainty × what hangs on them × tier of the companies', async () => {
  await takeIn(database, { text: `会社名\r\n${pairs.flatMap(({ names }) => names).join('\r\n')}\r\n` }, 'companies', {
    source: 'crm',
  });
  await takeIn(
    database,
    { text: '商談ID,商談名,取引先名,フェーズ,金額,作成日\r\nD1,検査,海野電機,提案,1000,2026-04-01\r\n' },
    'deals',
    { source: 'crm' },
  );
  await database.pool.query("update account set tier = 'strategic' where name_safe = '星川化学'");
  await database.pool.query('delete from review');
  for (const { names, bits } of pairs)
    await database.pool.query(
      `insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
       select 'account', max(account_id), min(account_id), gen_random_uuid(), 'unsure', $2, 'open' from account where name_safe = any($1)`,
      [names, JSON.stringify({ matched: [], differs: [], bits })],
    );
  const { rows, total } = await openPairs(database.db, 'account', { offset: 0, limit: 10 });
  assert.equal(total, 4);
  // An open deal, then the tier, then mere doubt; what the model is nearly sure of comes last.
  assert.deepEqual(
    rows.map(({ right, priority }) => [right.name, priority.probability, priority.openDeals, priority.tier]),
    [
      ['海野電機', 0.5, 1, null],
      ['星川化学', 0.5, 0, 'strategic'],
      ['桐谷工業', 0.5, 0, null],
      ['青空商事', 1 / (1 + 2 ** -6), 0, null],
    ],
  );
});
