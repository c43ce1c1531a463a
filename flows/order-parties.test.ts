import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { previewOf } from './preview-import.ts';
import { rebuild } from './rebuild.ts';

const crm = '会社名,電話番号,住所\r\n株式会社菊森倉庫,03-5743-1200,東京都港区海風1-2-3\r\n';
const orders = `受注番号,明細番号,売上日,請求先,請求先電話,需要家,代理店,売上金額
J1,1,2026/04/01,ｶ)ｷｸﾓﾘｿｳｺ,03-5743-1200,株式会社菊森倉庫,,1000000
J2,1,2026/04/02,ｸﾛｻｶｼﾖｳｼﾔ(ｶ,06-6201-4400,株式会社菊森倉庫,黒坂商社株式会社,2000000
J3,1,2026/04/03,ｱｷｳﾗｼﾖｳｼﾔ(ｶ,052-201-4400,株式会社沢峰商社,秋浦商社株式会社,3000000
`.replaceAll('\n', '\r\n');
let database: Database;
before(async () => {
  database = await openTestDatabase('order_parties');
});
after(() => database.close());

test('the payer in bank kana and the party named in the same row are one company', async () => {
  await takeIn(database, { text: crm }, 'companies', { source: 'crm' });
  await takeIn(database, { text: orders }, 'orders', { source: 'sales' });
  const { rows } = await database.pool.query(
    `select o.order_number, b.account_id = e.account_id as is_direct, g.account_id = b.account_id as agency_pays
       from order_line o join account b on b.account_id = o.bill_to_id join account e on e.account_id = o.end_user_id
       left join account g on g.account_id = o.agency_id order by 1`,
  );
  assert.deepEqual(rows, [
    { order_number: 'J1', is_direct: true, agency_pays: null },
    { order_number: 'J2', is_direct: false, agency_pays: true },
    // The payer in kana may be read like both; it is the 代理店.
    { order_number: 'J3', is_direct: false, agency_pays: true },
  ]);
  const links = await database.pool.query(
    `select role, method from row_link where method = 'same_row' and role <> 'main' order by role`,
  );
  assert.deepEqual(links.rows, [
    { role: 'agency', method: 'same_row' },
    { role: 'agency', method: 'same_row' },
    { role: 'end_user', method: 'same_row' },
  ]);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('two equal order lines without a line number both count, taken in again nothing changes, and an edit is told beforehand', async () => {
  const lines = (third: number) =>
    `受注番号,受注日,請求先,品名,売上金額\r\nZ1,2026/05/01,双子商会,センサー,1000\r\nZ1,2026/05/01,双子商会,センサー,1000\r\nZ1,2026/05/01,双子商会,架台,${third}\r\n`;
  const told = async () =>
    (
      await database.pool.query(
        "select count(*)::int as lines, sum(revenue_yen)::int as yen from order_line where order_number = 'Z1'",
      )
    ).rows[0];
  const first = await takeIn(database, { text: lines(500) });
  assert.deepEqual(await told(), { lines: 3, yen: 2500 });
  assert.equal((await previewOf(database.db, first.batch)).countsEditsTwice, true);
  assert.equal((await takeIn(database, { text: lines(500) })).unchanged, 3);
  assert.deepEqual(await told(), { lines: 3, yen: 2500 });
  assert.equal((await takeIn(database, { text: lines(600) })).unchanged, 2);
  assert.deepEqual(await told(), { lines: 4, yen: 3100 });
  const numbered = await takeIn(database, { text: orders.replace('1000000', '1100000') }, 'orders', {
    source: 'sales',
  });
  assert.deepEqual([numbered.unchanged, (await previewOf(database.db, numbered.batch)).countsEditsTwice], [2, false]);
});
