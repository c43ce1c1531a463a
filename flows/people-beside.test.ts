import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { rebuild } from './rebuild.ts';

const header = '会社名,氏名,メール,電話,携帯\r\n';

test('who is known at both companies settles what their names leave open; a namesake elsewhere does not', async () => {
  const database = await openTestDatabase('people_beside');
  const take = (source: string, ...rows: string[]) =>
    takeIn(database, { text: header + rows.map((row) => `${row}\r\n`).join('') }, 'people', { source });
  const companyOf = async (source: string): Promise<string[]> =>
    (
      await database.pool.query(
        `select a.name from raw_row r join row_link l using (row_key) join account a using (account_id)
          where r.source = $1 order by r.row_number`,
        [source],
      )
    ).rows.map(({ name }) => name);
  try {
    await take(
      'crm',
      '株式会社青空精密技研,萩峰 慎夫,hagimine@aozora.co.jp,03-5743-1202,',
      '株式会社青空精密技研,浜橋 亮,hamahashi@aozora.co.jp,03-5743-1203,',
      '株式会社北斗化成,滝城 智之,takishiro@hokuto.co.jp,06-6843-1202,',
    );
    // A brand at the company's domain and line, by somebody known there and by somebody who is not.
    await take('brand', 'ミライズ,萩峰 慎夫,hagimine@aozora.co.jp,03-5743-1202,');
    assert.deepEqual(await companyOf('brand'), ['株式会社青空精密技研']);
    await take('sister', 'カゼノワ,深浦 慎志,fukaura@aozora.co.jp,03-5743-1209,');
    assert.deepEqual(await companyOf('sister'), ['カゼノワ']);
    const state = await dumpDerived(database);
    await rebuild(database);
    assert.deepEqual(await dumpDerived(database), state);
  } finally {
    await database.close();
  }
});

test('somebody who came by a second company through their mobile number meets their namesake there', async () => {
  const database = await openTestDatabase('namesakes');
  const take = (source: string, ...rows: string[]) =>
    takeIn(database, { text: header + rows.map((row) => `${row}\r\n`).join('') }, 'people', { source });
  const people = async (): Promise<number> =>
    (await database.pool.query('select count(*)::int as n from person')).rows[0].n;
  try {
    await take(
      'crm',
      '株式会社青空精密技研,マツシロ トモタロウ,matsushiro@aozora.co.jp,,090-1234-5678',
      '株式会社北斗化成,松城 智太郎,,06-6843-1202,090-1234-5678',
      '株式会社青空精密技研,松城 智太郎,,,',
    );
    assert.equal(await people(), 1);
    const state = await dumpDerived(database);
    await rebuild(database);
    assert.deepEqual(await dumpDerived(database), state);
  } finally {
    await database.close();
  }
});

test('two records of companies in one system stay two under unlike names, whoever is known at both', async () => {
  const database = await openTestDatabase('records_apart');
  const accounts = '取引先 ID,取引先名,電話,Web サイト,取引先 所有者';
  const people = (source: string, name: string) =>
    takeIn(database, { text: `${header}${name},萩峰 慎夫,hagimine@aozora.co.jp,03-5743-1202,\r\n` }, 'people', {
      source,
    });
  const count = async (): Promise<number> =>
    (await database.pool.query('select count(*)::int as n from account')).rows[0].n;
  try {
    const rows = ['001A,株式会社青空精密技研,03-5743-1200,aozora.co.jp,', '001B,カゼノワ,03-5743-1201,,'];
    await takeIn(database, { text: [accounts, ...rows, ''].join('\r\n') }, 'salesforce-accounts');
    await people('list', '株式会社青空精密技研');
    await people('cards', 'カゼノワ');
    assert.equal(await count(), 2);
    await people('brand', 'ミライズ');
    assert.equal(await count(), 2, 'without a record of its own the name is one of the two');
  } finally {
    await database.close();
  }
});
