import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { undoDecision } from './decide-match.ts';
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
