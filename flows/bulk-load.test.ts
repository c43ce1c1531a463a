import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { rebuild } from './rebuild.ts';

const header = '会社名,電話番号,住所';
/** Every third row says again, written otherwise, what one of the rows before it said. */
const rows = Array.from({ length: 4_000 }, (_, place) => {
  const number = place % 3 === 2 ? place - ((place * 7) % place) - 2 : place;
  const kind = ['工業', '商事', '物産', '電機'][number % 4];
  const name = `青空${number.toString(36)}${kind}`;
  const phone = `03-5${String(number).padStart(3, '0').slice(-3)}-${String(1000 + (number % 9000))}`;
  return [
    place % 3 === 2 ? `㈱${name}` : `株式会社${name}`,
    phone,
    `東京都港区海風${1 + (number % 9)}-${1 + (number % 30)}-1`,
  ].join();
});
let database: Database;
before(async () => {
  database = await openTestDatabase('bulk_load');
});
after(() => database.close());

test('a bulk load that keeps the keys in memory finds what the database would find', async () => {
  const [first, second] = [rows.slice(0, 600), rows.slice(600)];
  await takeIn(database, { text: [header, ...first].join('\r\n') }, 'companies', { source: 'crm' });
  const result = await takeIn(database, { text: [header, ...second].join('\r\n') }, 'companies', { source: 'cards' });
  assert.ok(result.matched > 500, `${result.matched} rows were matched`);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});
