import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { shiftJis } from '#sources/file/shift-jis.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { takeReferenceFile, tellLoad } from './load-reference.ts';
import { townTable } from './load-towns.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('load_towns');
});
after(() => database.close());

const folder = mkdtempSync(join(tmpdir(), 'mori-towns-'));
async function load(name: string, content: string | Buffer) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { load: _, ...counts } = tellLoad(townTable, await takeReferenceFile(database, townTable, { path, name }));
  return counts;
}
async function held() {
  const { rows } = await database.pool.query(
    'select prefecture, city, name, city_romaji, romaji from town order by prefecture, city, name, romaji',
  );
  return rows.map((row) => Object.values(row).join(' '));
}

const quoted = (lines: readonly (readonly string[])[]) =>
  lines.map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`).join('');
const postalRomaji = shiftJis(
  quoted([
    [
      '0600000',
      '北海道',
      '札幌市　中央区',
      '以下に掲載がない場合',
      'HOKKAIDO',
      'SAPPORO SHI CHUO KU',
      'IKANIKEISAIGANAIBAAI',
    ],
    [
      '0600001',
      '北海道',
      '札幌市　中央区',
      '北一条西（１～１９丁目）',
      'HOKKAIDO',
      'SAPPORO SHI CHUO KU',
      'KITA1-JONISHI(1-19-CHOME)',
    ],
    [
      '1000005',
      '東京都',
      '千代田区',
      '丸の内（次のビルを除く）',
      'TOKYO TO',
      'CHIYODA KU',
      'MARUNOCHI(TSUGINOBIRUONOZOKU)',
    ],
  ]),
);
const kanaLine = (postal: string, cityKana: string, kana: string, prefecture: string, city: string, town: string) => [
  '13101',
  postal.slice(0, 3),
  postal,
  'トウキョウト',
  cityKana,
  kana,
  prefecture,
  city,
  town,
  '0',
  '0',
  '0',
  '0',
  '0',
  '0',
];
const postalKana = quoted([
  kanaLine('1000005', 'チヨダク', 'マルノウチ（ツギノビルヲノゾク）', '東京都', '千代田区', '丸の内（次のビルを除く）'),
  kanaLine('1010052', 'チヨダク', 'カンダオガワマチ', '東京都', '千代田区', '神田小川町'),
  kanaLine('9999999', 'チヨダク', 'アオゾラ（１', '東京都', '千代田区', '青空（１、'),
  kanaLine('9999999', 'チヨダク', '２チョウメ）', '東京都', '千代田区', '２丁目）'),
]);
const geolonia =
  '都道府県コード,都道府県名,都道府県名カナ,都道府県名ローマ字,市区町村コード,市区町村名,市区町村名カナ,市区町村名ローマ字,大字町丁目名,大字町丁目名カナ,大字町丁目名ローマ字,小字・通称名,緯度,経度\n' +
  '"26","京都府","キョウトフ","KYOTO FU","26104","京都市中京区","キョウトシナカギョウク","KYOTO SHI NAKAGYO KU","丸屋町","","","",35,135\n' +
  '"13","東京都","トウキョウト","TOKYO TO","13101","千代田区","チヨダク","CHIYODA KU","丸の内一丁目","マルノウチ 1","MARUNOUCHI 1","",35,139\n' +
  '"13","東京都","トウキョウト","TOKYO TO","13101","千代田区","チヨダク","CHIYODA KU","丸の内二丁目","マルノウチ 2","MARUNOUCHI 2","",35,139\n';

test('tables of Japan Post and Geolonia are known by their shape, and any order gives the same', async () => {
  assert.deepEqual(await load('KEN_ALL_ROME.CSV', postalRomaji), {
    rows: 3,
    new: 2,
    changed: 0,
    unchanged: 0,
    leftOut: 1,
    towns: 2,
    townsWithReading: 2,
  });
  assert.deepEqual(await load('utf_ken_all.csv', `\ufeff${postalKana}`), {
    rows: 4,
    new: 2,
    changed: 0,
    unchanged: 1,
    leftOut: 1,
    towns: 4,
    townsWithReading: 4,
  });
  assert.deepEqual(await load('latest.csv', geolonia), {
    rows: 3,
    new: 1,
    changed: 0,
    unchanged: 2,
    leftOut: 0,
    towns: 5,
    townsWithReading: 4,
  });
  const state = await held();
  assert.deepEqual(state, [
    '京都府 京都市中京区 丸屋町  ',
    '北海道 札幌市中央区 北一条西 saporo-shi chuo-ku kita1jonishi',
    '東京都 千代田区 丸の内 chiyoda-ku marunochi',
    '東京都 千代田区 神田小川町 chiyoda-ku kandaogawamachi',
    '東京都 千代田区 青空 chiyoda-ku aozora',
  ]);
  for (const [name, content] of [
    ['latest.csv', geolonia],
    ['KEN_ALL_ROME.CSV', postalRomaji],
    ['utf_ken_all.csv', postalKana],
  ] as const) {
    const again = await load(name, content);
    assert.deepEqual([again.new, again.changed], [0, 0], name);
  }
  assert.deepEqual(await held(), state);
  await database.pool.query('truncate town');
  for (const [name, content] of [
    ['latest.csv', geolonia],
    ['utf_ken_all.csv', postalKana],
    ['KEN_ALL_ROME.CSV', postalRomaji],
  ] as const)
    await load(name, content);
  assert.deepEqual(await held(), state);
});

test('a reading that comes later completes the town, and half-width kana read as well', async () => {
  const line = (kana: string) =>
    shiftJis(quoted([kanaLine('6048052', 'ｷｮｳﾄｼﾅｶｷﾞｮｳｸ', kana, '京都府', '京都市中京区', '丸屋町')]));
  const { changed, towns, townsWithReading } = await load('KEN_ALL.CSV', line('ﾏﾙﾔﾁｮｳ'));
  assert.deepEqual([changed, towns, townsWithReading], [1, 5, 5]);
  assert.ok((await held()).includes('京都府 京都市中京区 丸屋町 kyoto-shi nakagyo-ku maruyacho'));
  assert.equal((await load('KEN_ALL.CSV', line('ﾏﾙﾔﾏﾁ'))).new, 1, 'another reading stands beside the first');
});

test('files of another kind are refused in a sentence, and nothing is taken in', async () => {
  const state = await held();
  const largeKana = kanaLine('1000005', 'ﾁﾖﾀﾞｸ', 'ﾏﾙﾉｳﾁ', '東京都', '千代田区', '丸の内').with(3, 'ﾄｳｷﾖｳﾄ');
  for (const [name, content, code] of [
    ['companies.csv', '会社名,住所\n青空商事,東京都\n', 'towns_unknown'],
    ['empty.csv', '', 'towns_unknown'],
    ['header.csv', geolonia.split('\n')[0]!, 'towns_unknown'],
    ['pages.zip', Buffer.from('PK\u0003\u0004 no archive'), 'towns_unknown'],
    ['OOGAKI.CSV', quoted([largeKana]), 'towns_large_kana'],
  ] as const)
    await assert.rejects(load(name, content), (error) => error instanceof Refusal && error.code === code, name);
  assert.deepEqual(await held(), state);
  const { rows } = await database.pool.query(
    "select count(*)::int as n from reference_load where state = 'failed' and problem <> ''",
  );
  assert.equal(rows[0].n, 5);
});
