import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('recompute');
});
after(() => database.close());

/** More companies and people than are worked out at once. */
const count = 700;
const cards = (title: string) =>
  `会社名,姓,名,役職,e-mail,TEL,名刺交換日\r\n${Array.from(
    { length: count },
    (_, at) =>
      `青空${at}商事株式会社,高瀬,亮${at},${title},r${at}@aozora${at}.example.jp,03-1234-${1000 + at},2026/04/01`,
  ).join('\r\n')}\r\n`;

test('many companies and people are worked out anew as few are: what an undone import told is gone', async () => {
  await takeIn(database, { text: cards('課長') }, 'sansan-cards', { source: 'sansan' });
  const before = await dumpDerived(database);
  const { batch } = await takeIn(database, { text: cards('部長') }, 'eight-cards', { source: 'eight' });
  assert.notDeepEqual(await dumpDerived(database), before);
  await inTransaction(database, (transaction) => undoImport(transaction, batch, null));
  assert.deepEqual(await dumpDerived(database), before);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), before);
});
