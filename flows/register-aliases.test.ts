import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginRegisterLoad, loadRegister } from './load-register.ts';
import { rebuild } from './rebuild.ts';

const place = { prefecture: '東京都', city: '千代田区', street: '丸の内一丁目2番3号' };
const crm = '会社名,法人番号,住所\r\n株式会社ミドリテック,7000012050002,東京都千代田区丸の内1-2-3\r\n';
const list = '会社名,住所,業種\r\n緑電機㈱,東京都千代田区丸の内1-2-3,機械\r\n';
let database: Database;
before(async () => {
  database = await openTestDatabase('register_aliases');
});
after(() => database.close());

const accounts = async () =>
  (await database.pool.query('select array_agg(name order by account_id) as names from account')).rows[0].names;

test('without the register a former name is another company', async () => {
  await takeIn(database, { text: crm }, 'companies', { source: 'crm' });
  await takeIn(database, { text: list }, 'companies', { source: 'before' });
  assert.deepEqual(await accounts(), ['株式会社ミドリテック', '緑電機株式会社']);
});

test('A7 with the register a row of the former name joins both, and a rebuild says so without it', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), 'register.csv');
  const line = { number: '7000012050002', ...place };
  writeFileSync(
    path,
    registerLine({ ...line, name: '緑電機株式会社', updatedOn: '2021-04-01' }) +
      registerLine({
        ...line,
        name: '株式会社ミドリテック',
        process: '11',
        updatedOn: '2023-04-01',
        changedOn: '2023-04-01',
      }),
  );
  await loadRegister(database, await beginRegisterLoad(database.db, { path, name: 'register.csv' }, null));
  await takeIn(database, { text: list.replace('緑電機㈱', '(株)緑電機') }, 'companies', { source: 'after' });
  assert.equal((await accounts()).length, 1);
  const state = await dumpDerived(database);
  await database.pool.query('truncate register_company, register_former_name');
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});
