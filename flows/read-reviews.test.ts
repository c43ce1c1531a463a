import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { inTransaction } from '#db/transaction.ts';
import { decideMatches } from './decide-match.ts';
import { explainEntities } from './explain-pair.ts';
import { undoDecision } from './undo-decision.ts';
import { countReviews, readReviews, type Review } from './read-reviews.ts';

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
  const { rows, total } = await readReviews(database.db, 'account', { offset: 0, limit: 10 });
  assert.equal(total, 4);
  // An open deal, then the tier, then mere doubt; what the model is nearly sure of comes last.
  assert.deepEqual(
    rows.map(({ records, priority }) => [records[0]!.name, priority.probability, priority.openDeals, priority.tier]),
    [
      ['海野電機', 0.5, 1, null],
      ['星川化学', 0.5, 0, 'strategic'],
      ['桐谷工業', 0.5, 0, null],
      ['青空商事', 1 / (1 + 2 ** -6), 0, null],
    ],
  );
});

test('a name alone has no probability: it says so and comes before what the model is nearly sure of', async () => {
  const setReason = (reason: string) =>
    database.pool.query("update review set reason = $1 where (evidence->>'bits')::int = 6", [reason]);
  await setReason('name_only');
  const { rows } = await readReviews(database.db, 'account', { offset: 0, limit: 10 });
  const asked = rows.find(({ records }) => records.some(({ name }) => name === '青空商事'))!;
  assert.equal(asked.priority.probability, null);
  await setReason('unsure');
  await takeIn(database, { text: '会社名\r\n株式会社月島精機\r\n' }, 'companies', { source: 'crm' });
  await takeIn(database, { text: '会社名,電話番号\r\n月島精機株式会社,03-1234-5678\r\n' }, 'companies', {
    source: 'sfa',
  });
  const ids = await database.pool.query<{ id: number }>(
    "select account_id as id from account where name_safe = '月島精機' order by 1",
  );
  const [one, other] = ids.rows.map(({ id }) => Number(id)) as [number, number];
  assert.equal((await explainEntities(database.db, 'account', other, one)).isNameAlone, true);
  await database.pool.query('delete from review where left_id = $1', [other]);
});

test('records of several pairs are one question, and one page holds whole questions', async () => {
  await database.pool.query(
    `insert into review (kind, left_id, right_id, row_key, reason, evidence, state)
     select 'account', max(account_id), min(account_id), gen_random_uuid(), 'unsure', $1, 'open' from account where name_safe in ('海野電機', '星川化学')`,
    [JSON.stringify({ matched: ['name'], differs: [], bits: -1 })],
  );
  const { rows, total } = await readReviews(database.db, 'account', { offset: 0, limit: 1 });
  assert.deepEqual([total, rows.length], [3, 1]);
  assert.deepEqual(await countReviews(database.db), { account: 3, person: 0 });
  const [first] = rows;
  assert.deepEqual(first!.records.map(({ name }) => name).toSorted(), ['星川化学', '星川化成', '海野電機', '海野電気']);
  assert.deepEqual([first!.pairs.length, first!.priority.openDeals, first!.priority.tier], [3, 1, 'strategic']);
  const ofOne = await readReviews(database.db, 'account', { offset: 0, limit: 9, about: first!.records[0]!.id });
  assert.deepEqual([ofOne.total, ofOne.rows], [1, rows]);
  const next = await readReviews(database.db, 'account', { offset: 1, limit: 10 });
  assert.deepEqual(
    [next.rows.length, (await readReviews(database.db, 'person', { offset: 0, limit: 1 })).total],
    [2, 0],
  );
});

test('a question that was answered by mistake comes back with the answer taken back', async () => {
  const pages = () => readReviews(database.db, 'account', { offset: 0, limit: 10 });
  const [{ pairs }] = (await pages()).rows.filter(({ records }) => records.length === 2) as [Review];
  const decided = await inTransaction(database, (transaction) =>
    decideMatches(transaction, [{ ...pairs[0]!, kind: 'account', verdict: 'same' }], null),
  );
  assert.equal((await pages()).total, 2);
  await inTransaction(database, (transaction) => undoDecision(transaction, decided[0]!.decisionId, null));
  const again = await pages();
  assert.equal(again.total, 3);
  const [back] = again.rows.filter(({ pairs: [first] }) => first!.leftId === pairs[0]!.leftId);
  assert.equal(back!.pairs[0]!.reason, 'taken_back');
});
