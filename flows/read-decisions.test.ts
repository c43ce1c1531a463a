import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { readDecisions } from './read-decisions.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('read_decisions');
  const list = (text: string, source: string) =>
    takeIn(database, { text: `会社名,住所\r\n${text}\r\n` }, 'companies', { source });
  await list('株式会社青空商事,東京都千代田区丸の内1-2-3', 'crm');
  await list('アオゾラホールセール,大阪府大阪市北区梅田1-1', 'list');
  await list('緑工業株式会社,愛知県名古屋市中区栄1-1', 'cards');
});
after(() => database.close());

const idOf = async (name: string) =>
  Number((await database.pool.query('select account_id from account where name = $1', [name])).rows[0].account_id);

test('every decision names both that it was about, also where they are one since', async () => {
  const [aozora, wholesale, midori] = [
    await idOf('株式会社青空商事'),
    await idOf('アオゾラホールセール'),
    await idOf('緑工業株式会社'),
  ];
  const decide = (verdict: 'same' | 'different', leftId: number, rightId: number) =>
    inTransaction(database, (transaction) =>
      decideMatch(transaction, { kind: 'account', verdict, leftId, rightId }, null),
    );
  await decide('different', aozora, midori);
  await decide('same', aozora, wholesale);
  const told = (await readDecisions(database.db, 10)).map(({ verdict, leftName, rightName }) => [
    verdict,
    leftName,
    rightName,
  ]);
  assert.deepEqual(told, [
    ['same', '株式会社青空商事', 'アオゾラホールセール'],
    ['different', '株式会社青空商事', '緑工業株式会社'],
  ]);
  assert.equal((await readDecisions(database.db, 1)).length, 1);
  const about = await readDecisions(database.db, 10, { kind: 'account', id: midori });
  assert.deepEqual(
    about.map(({ rightName }) => rightName),
    ['緑工業株式会社'],
  );
});
