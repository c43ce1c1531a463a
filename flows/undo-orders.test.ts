import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { readWaitingPairs } from '#db/waiting-pairs.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch, type Verdict } from './decide-match.ts';
import { rebuild } from './rebuild.ts';
import { reconcileAll } from './reconcile.ts';
import { undoDecision } from './undo-decision.ts';

let database: Database;
let ids: number[];
/** Four companies that nobody ever decided about. */
async function begin(name: string): Promise<void> {
  database = await openTestDatabase(`undo_orders_${name}`);
  const companies = [
    '株式会社青葉化学,大阪府大阪市北区梅田1-1',
    '緑川工業株式会社,東京都港区芝2-2',
    '株式会社白井電機,愛知県名古屋市中区栄3-3',
    '黒田物流株式会社,福岡県福岡市博多区博多駅前4-4',
  ];
  await takeIn(database, { text: `会社名,住所\r\n${companies.join('\r\n')}\r\n` }, 'companies', { source: 'crm' });
  const rows = await database.db.selectFrom('account').select('account_id').orderBy('account_id').execute();
  ids = rows.map((row) => row.account_id);
}
afterEach(() => database.close());

/** Places of the companies instead of their ids: `2-0` is the pair of the third and the first. */
const placeOf = (id: number) => ids.indexOf(id);
const decide = (verdict: Verdict, [one, other]: readonly [number, number]) =>
  inTransaction(database, async (transaction) => {
    const pair = { leftId: ids[one]!, rightId: ids[other]! };
    return (await decideMatch(transaction, { kind: 'account', verdict, ...pair }, null)).decisionId;
  });
const undo = (decisionId: number) =>
  inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
const pairs = async (where: string): Promise<string[]> => {
  const { rows } = await database.pool.query(
    `select left_id, right_id from review where kind = 'account' and ${where} order by 1, 2`,
  );
  return rows.map(({ left_id, right_id }) => `${placeOf(left_id)}-${placeOf(right_id)}`);
};
const asked = () => pairs("state = 'open'");
const redirects = async () =>
  (await database.pool.query("select from_id, to_id from entity_redirect where kind = 'account' order by 1")).rows.map(
    ({ from_id, to_id }) => `${placeOf(from_id)}>${placeOf(to_id)}`,
  );
const accounts = async () =>
  (await database.db.selectFrom('account').select('account_id').orderBy('account_id').execute()).map(({ account_id }) =>
    placeOf(account_id),
  );
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

function* orders<Item>(items: readonly Item[]): Generator<Item[]> {
  if (items.length === 0) yield [];
  for (const item of items) for (const rest of orders(items.filter((other) => other !== item))) yield [item, ...rest];
}

type Merges = readonly (readonly [number, number])[];
const shapes: Readonly<Record<string, Merges>> = {
  'a chain from its end': [
    [2, 3],
    [1, 2],
    [0, 1],
  ],
  'a star': [
    [0, 1],
    [0, 2],
    [0, 3],
  ],
  'two pairs that become one': [
    [0, 1],
    [2, 3],
    [0, 2],
  ],
};

for (const [place, [name, merges]] of Object.entries(shapes).entries())
  test(`${name}: three merges taken back in every order end in the same questions, and a rebuild agrees`, async () => {
    await begin(String(place));
    const wanted = merges.map(([one, other]) => `${Math.max(one, other)}-${Math.min(one, other)}`).sort();
    for (const order of orders([0, 1, 2])) {
      const decisions: number[] = [];
      for (const merge of merges) decisions.push(await decide('same', merge));
      assert.deepEqual(await accounts(), [0]);
      assert.deepEqual(await redirects(), ['1>0', '2>0', '3>0']);
      for (const [done, merge] of order.entries()) {
        await undo(decisions[merge]!);
        assert.equal((await asked()).length, done + 1, 'each merge taken back is one question');
      }
      assert.deepEqual(await accounts(), [0, 1, 2, 3], order.join());
      assert.deepEqual(await redirects(), []);
      assert.deepEqual((await asked()).sort(), wanted, order.join());
    }
    await isRebuiltAlike();
    await reconcileAll(database);
    assert.deepEqual(await accounts(), [0, 1, 2, 3], 'the model makes none of them again');
  });

test('what a person holds apart stays so, whoever the rows belong to when it is said or taken back', async () => {
  await begin('apart');
  const first = await decide('same', [1, 2]);
  const apart = await decide('different', [1, 3]);
  const second = await decide('same', [0, 1]);
  assert.deepEqual(await pairs("verdict = 'different'"), ['3-0', '3-1']);
  // Taken back while the company it was about is part of another.
  await undo(apart);
  assert.deepEqual(await asked(), ['3-0']);
  await undo(second);
  assert.deepEqual(await asked(), ['1-0', '3-1'], 'the question is about the one it was about');
  assert.deepEqual(await pairs("verdict = 'different'"), []);
  const again = await decide('different', [1, 3]);
  await undo(first);
  assert.deepEqual(await asked(), ['1-0', '2-1']);
  assert.deepEqual(await pairs("verdict = 'different'"), ['3-1'], 'a verdict that stands is not asked about');
  await isRebuiltAlike();
  await undo(again);
  assert.deepEqual(await asked(), ['1-0', '2-1', '3-1']);
  await isRebuiltAlike();
});

test('a pair that was held apart, then merged, is held apart again when the merge is taken back', async () => {
  await begin('held');
  await decide('different', [0, 1]);
  const merge = await decide('same', [0, 1]);
  await undo(merge);
  assert.deepEqual([await asked(), await pairs("verdict = 'different'")], [[], ['1-0']]);
  await isRebuiltAlike();
});

test('a name alone has no probability, before it was merged and after that was taken back', async () => {
  await begin('name');
  for (const [source, row] of [
    ['north', '紫野繊維株式会社,'],
    ['south', '紫野繊維株式会社,福岡県福岡市中央区天神1-1'],
  ] as const)
    await takeIn(database, { text: `会社名,住所\r\n${row}\r\n` }, 'companies', { source });
  const waiting = () => readWaitingPairs(database.db, 'account');
  const [pair] = await waiting();
  assert.equal(pair!.probability, null);
  const { decisionId } = await inTransaction(database, (transaction) =>
    decideMatch(transaction, { ...pair!, kind: 'account', verdict: 'same' }, null),
  );
  assert.deepEqual(await waiting(), []);
  await undo(decisionId);
  assert.deepEqual(await waiting(), [pair]);
});
