import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { takeReferenceFile } from './load-reference.ts';
import { registerTable } from './load-register.ts';
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
  await takeReferenceFile(database, registerTable, { path, name: 'register.csv' });
  await takeIn(database, { text: list.replace('緑電機㈱', '(株)緑電機') }, 'companies', { source: 'after' });
  assert.equal((await accounts()).length, 1);
  const state = await dumpDerived(database);
  await database.pool.query('truncate register_company, register_former_name');
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('the whole register says that nobody else carries a name; a part of it, or one that comes later, changes no rebuild', async () => {
  const header = '会社名,法人番号\r\n';
  const register = async (name: string, lines: string) => {
    const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), name);
    writeFileSync(path, lines);
    await takeReferenceFile(database, registerTable, { path, name });
  };
  const line = { updatedOn: '2023-01-05', ...place };
  await register('diff_20230105.csv', registerLine({ ...line, number: '4011001098993', name: '株式会社白瀬樹脂' }));
  await takeIn(database, { text: `${header}白瀬樹脂㈱,\r\n` }, 'companies', { source: 'part' });
  const told = async () =>
    (
      await database.pool.query(
        "select corporate_number as number, carriers from row_alias where role = 'main' order by corporate_number, carriers",
      )
    ).rows;
  const before = await told();
  assert.ok(before.every(({ carriers }) => carriers === null));
  await register(
    '00_zenkoku_all_20230131.csv',
    registerLine({ ...line, number: '4011001098993', name: '株式会社白瀬樹脂' }) +
      registerLine({ ...line, number: '2011001098995', name: '株式会社黒瀬樹脂' }) +
      registerLine({ ...line, number: '9011001098997', name: '有限会社黒瀬樹脂' }),
  );
  await takeIn(database, { text: `${header}白瀬樹脂,\r\n㈱黒瀬樹脂,\r\n黒瀬樹脂,\r\n` }, 'companies', {
    source: 'whole',
  });
  const since = (await told()).filter(({ carriers }) => carriers !== null);
  assert.deepEqual(since, [
    { number: '2011001098995', carriers: 2 },
    { number: '4011001098993', carriers: 1 },
    { number: null, carriers: 2 },
  ]);
  const state = await dumpDerived(database);
  await database.pool.query('truncate register_company, register_former_name, reference_load');
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('a version keeps what the register said of it, not of the version behind it', async () => {
  const [todo, karasuma] = ['2010401099001', '1010401099002'];
  const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), 'diff_20230401.csv');
  const elsewhere = { prefecture: '大阪府', city: '大阪市北区', street: '梅田三丁目1番2号' };
  writeFileSync(
    path,
    registerLine({ number: todo, name: '株式会社藤堂鉄工', updatedOn: '2023-04-01', ...place }) +
      registerLine({ number: karasuma, name: '株式会社烏丸鉄工', updatedOn: '2023-04-01', ...elsewhere }),
  );
  await takeReferenceFile(database, registerTable, { path, name: 'diff_20230401.csv' });
  const there = '大阪府大阪市北区梅田3-1-2';
  await takeIn(database, { text: `会社名,法人番号,住所\r\n株式会社烏丸鉄工,${karasuma},${there}\r\n` }, 'companies', {
    source: 'crm',
  });
  const keyed = (rest: string) => ({ text: `会社コード,会社名,住所\r\nK1,${rest}\r\n` });
  await takeIn(database, keyed('藤堂鉄工㈱,東京都千代田区丸の内1-2-3'), 'companies', { source: 'keyed' });
  await takeIn(database, keyed(`烏丸鉄工㈱,${there}`), 'companies', { source: 'keyed' });
  const told = await database.pool.query(
    'select version, corporate_number as number from row_alias where corporate_number = any($1) and row_key in (select row_key from raw_row where version = 2) order by version',
    [[todo, karasuma]],
  );
  assert.deepEqual(told.rows, [
    { version: 1, number: todo },
    { version: 2, number: karasuma },
  ]);
  const state = await dumpDerived(database);
  await database.pool.query('truncate register_company, register_former_name, reference_load');
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('rows in kana or in English find the corporation that is read so, and a rebuild says so without the register', async () => {
  const seiki = '3010401099009';
  const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), '00_zenkoku_all_20230531.csv');
  const readings = { kana: 'アオゾラセイキ', english: 'AOZORA SEIKI CO., LTD.' };
  const elsewhere = { prefecture: '大阪府', city: '大阪市北区', street: '梅田三丁目1番2号' };
  const line = { updatedOn: '2023-05-01' };
  writeFileSync(
    path,
    registerLine({ ...line, ...place, ...readings, number: seiki, name: '株式会社青空精機' }) +
      registerLine({ ...line, ...place, number: '1010401099010', name: '株式会社緑川', kana: 'ミドリカワ' }) +
      registerLine({ ...line, ...elsewhere, number: '9010401099011', name: '株式会社美登里川', kana: 'ミドリカワ' }),
  );
  await takeReferenceFile(database, registerTable, { path, name: '00_zenkoku_all_20230531.csv' });
  const at = '東京都千代田区丸の内1-2-3';
  const crmRow = `会社名,法人番号,住所\r\n株式会社青空精機,${seiki},${at}\r\n`;
  await takeIn(database, { text: crmRow }, 'companies', { source: 'crm' });
  const rows = [
    `カブシキガイシャアオゾラセイキ,,${at}`,
    `"Aozora Seiki Co., Ltd.",,${at}`,
    `アオゾラ精機,アオゾラセイキ,${at}`,
    'ミドリカワ,,',
    'ミドリカワ,,大阪府大阪市北区梅田3-1-2',
  ];
  const read = { text: `会社名,会社名カナ,住所\r\n${rows.join('\r\n')}\r\n` };
  await takeIn(database, read, 'companies', { source: 'read' });
  const told = async () =>
    (
      await database.pool.query(
        `select r.cells->>0 as name, a.corporate_number as number from raw_row r left join row_alias a using (row_key, version)
          where r.source = 'read' order by r.row_number`,
      )
    ).rows;
  assert.deepEqual(
    (await told()).map(({ number }) => number),
    [seiki, seiki, seiki, null, '9010401099011'],
  );
  const { rows: homes } = await database.pool.query(
    "select corporate_number as number from account where name ~ '(アオゾラ|Aozora|青空精機)'",
  );
  assert.deepEqual(homes, [{ number: seiki }]);
  const before = await told();
  const state = await dumpDerived(database);
  await takeIn(database, read, 'companies', { source: 'read' });
  assert.deepEqual([await told(), await dumpDerived(database)], [before, state]);
  await database.pool.query('truncate register_company, register_former_name, reference_load');
  await rebuild(database);
  assert.deepEqual([await told(), await dumpDerived(database)], [before, state]);
});
