import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readSites } from './read-sites.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('read_sites');
});
after(() => database.close());

const sites = async () => {
  const { rows } = await database.pool.query('select account_id from account');
  assert.equal(rows.length, 1, 'a site is no other company');
  return (await readSites(database.db, Number(rows[0].account_id))).map(({ name, address, people }) => [
    name,
    address,
    people.map((one) => one.name),
  ]);
};

test('a site is read behind the name and from a column of its own; people stand at the one where they were seen last', async () => {
  const header = '会社名,拠点名,住所,氏名,メールアドレス,名刺交換日';
  const lines = [
    '株式会社青空商事,大阪支店,大阪府大阪市北区梅田1-1,佐藤 太郎,sato@aozora.co.jp,2024-04-01',
    '株式会社青空商事,東京本社,東京都千代田区丸の内1-2-3,佐藤 太郎,sato@aozora.co.jp,2026-04-01',
    '株式会社青空商事 堺工場,,大阪府堺市堺区1-1,鈴木 花子,suzuki@aozora.co.jp,2025-10-01',
    '株式会社青空商事,,,高橋 一郎,takahashi@aozora.co.jp,2025-10-01',
  ];
  await takeIn(database, { text: `${header}\r\n${lines.join('\r\n')}\r\n` }, 'people', { source: 'cards' });
  const told = [
    ['堺工場', '大阪府堺市堺区1-1', ['鈴木 花子']],
    ['大阪支店', '大阪府大阪市北区梅田1-1', []],
    ['東京本社', '東京都千代田区丸の内1-2-3', ['佐藤 太郎']],
  ];
  const inOrder = (lines: readonly unknown[][]) =>
    [...lines].sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1));
  assert.deepEqual(inOrder(await sites()), inOrder(told));
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  assert.deepEqual(inOrder(await sites()), inOrder(told));
});
