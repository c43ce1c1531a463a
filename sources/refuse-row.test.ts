import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseRow } from './refuse-row.ts';

const names = { first: '会社名', keys: '会社名|電話|受注番号|受注日|品名|金額|粗利|数量' };
const codeOf = (row: string) => {
  const cells = row.split(',');
  return refuseRow([...cells, ...Array.from({ length: 8 - cells.length }, () => '')], 8, names)?.code;
};

for (const row of [
  '小計,,,,,121234000,,',
  '総合計,,,,,123468000,,',
  '合計(税抜),,,,,1,,',
  '関西支店 計,,,,,1,,',
  '営業一部小計,,,,,1,,',
  '4月計,,,,,1,,',
  '当期計,,,,,1,,',
  '青山機工,小計,,,,1,,',
  ',,,,合計,1,,',
  'Grand Total,,,,,1,,',
])
  test(`a sum is no row: ${row}`, () => assert.equal(codeOf(row), 'I_SUBTOTAL_ROW'));

for (const row of ['※本レポートは社外秘です', '対象期間: 2026/4/1-2026/4/30', '抽出条件 = すべて', 'Page 1'])
  test(`the foot of a report is no row: ${row}`, () => assert.equal(codeOf(row), 'I_FOOTER_ROW'));

for (const row of [
  '東日本時計,,,,,1,,',
  '白樺計器,03-1111-2222,,,,,,',
  '合計株式会社,03,A-1,2026/4/1,搬送,1,1,1',
  '計測工業,,,,,1,,',
  'トータルサポート,,,,,1,,',
])
  test(`a company is a row: ${row}`, () => assert.equal(codeOf(row), undefined));
