import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { runImport } from './import-file.ts';
import { undoDecision } from './undo-decision.ts';
import { rebuild } from './rebuild.ts';
import { reconcileAll } from './reconcile.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('reconcile');
});
after(() => database.close());

const count = async (text: string): Promise<number> => (await database.pool.query(text)).rows[0].n;
const accounts = () => count('select count(*)::int as n from account');
const companies = (source: string, row: string) =>
  takeIn(database, { text: `会社名,URL,住所\r\n${row}\r\n` }, 'companies', { source });

test('a name that two companies carry is a question; when one of them goes, the night settles it', async () => {
  await companies('crm', '株式会社青空商事,https://aozora-a.co.jp,東京都千代田区丸の内1-2-3');
  const namesake = await companies('old', '株式会社青空商事,https://kumo-shoji.co.jp,東京都千代田区丸の内1-9-9');
  await companies('seminar', '青空商事,,東京都千代田区丸の内');
  assert.equal(await accounts(), 3);
  assert.ok((await count("select count(*)::int as n from review where state = 'open'")) > 0);
  await reconcileAll(database);
  assert.equal(await accounts(), 3, 'nothing changed yet');
  await inTransaction(database, (transaction) => undoImport(transaction, namesake.batch, null));
  await reconcileAll(database);
  assert.equal(await accounts(), 1);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('what a person took back is never merged again by the model', async () => {
  const { rows } = await database.pool.query(
    "select match_decision_id as id from match_decision where verdict = 'automatic'",
  );
  assert.equal(rows.length, 1);
  await inTransaction(database, (transaction) => undoDecision(transaction, rows[0].id, null));
  assert.equal(await accounts(), 2);
  await reconcileAll(database);
  assert.equal(await accounts(), 2);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('two companies that a person holds apart are not brought together by way of a third', async () => {
  const held = await openTestDatabase('held_apart');
  const take = (source: string, row: string) =>
    takeIn(held, { text: `会社名,URL,電話,住所\r\n${row}\r\n` }, 'companies', { source });
  const idOf = async (source: string): Promise<number> =>
    (
      await held.pool.query(
        'select l.account_id as id from raw_row r join row_link l using (row_key) where r.source = $1 order by r.arrival limit 1',
        [source],
      )
    ).rows[0].id;
  try {
    // Two branches' lists of one name; a person says that they are two companies.
    await take('north', '青空商事,,,北海道札幌市中央区大通西1-2-3');
    await take('south', '青空商事,,,福岡県福岡市博多区博多駅前4-5-6');
    await inTransaction(held, async (transaction) =>
      decideMatch(
        transaction,
        { kind: 'account', verdict: 'different', leftId: await idOf('north'), rightId: await idOf('south') },
        null,
      ),
    );
    // A third, which a person says is the first, carries the address of the second: the model is sure that they are one.
    await take('card', '青空商事,https://aozora.example.co.jp,,');
    await inTransaction(held, async (transaction) =>
      decideMatch(
        transaction,
        { kind: 'account', verdict: 'same', leftId: await idOf('north'), rightId: await idOf('card') },
        null,
      ),
    );
    await take('card', '青空商事,https://aozora.example.co.jp,,福岡県福岡市博多区博多駅前4-5-6');
    await reconcileAll(held);
    assert.notEqual(await idOf('north'), await idOf('south'));
    const state = await dumpDerived(held);
    await rebuild(held);
    assert.deepEqual(await dumpDerived(held), state);
  } finally {
    await held.close();
  }
});

test('an import that is killed after its second look counts the sums of all companies when it goes on', async () => {
  const killed = await openTestDatabase('killed_after_look');
  try {
    const { batch } = await takeIn(
      killed,
      { text: '会社名,URL\r\n青空商事,https://aozora.example.co.jp\r\n緑川工業,https://midorikawa.example.jp\r\n' },
      'companies',
    );
    await killed.pool.query("update import_batch set state = 'queued'");
    // A company of another import, of which the second look may have made one with another.
    await takeIn(killed, { text: '会社名,URL\r\n赤松電機,https://akamatsu.example.jp\r\n' }, 'companies', {
      source: 'crm',
    });
    const state = await dumpDerived(killed);
    await killed.pool.query('delete from account_rollup');
    await runImport(killed, batch);
    assert.deepEqual(await dumpDerived(killed), state);
  } finally {
    await killed.close();
  }
});
