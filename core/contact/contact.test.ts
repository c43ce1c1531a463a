import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAddress } from './address.ts';
import { areaCode, parseLocalPhone, phoneKind } from './phone.ts';

const addresses: [string, string, string, string, string][] = [
  ['東京都千代田区丸ノ内一丁目1番1号 青空ビルディング5階', '千代田区丸の内', '1-1-1', '青空ビル', '5F'],
  ['東京都千代田区霞が関1の3の1', '千代田区霞ケ関', '1-3-1', '', ''],
  ['札幌市中央区北五条西6-1-23', '札幌市中央区北5条西6', '1-23', '', ''],
  ['京都市中京区烏丸通御池上る青空町1', '京都市中京区青空町', '1', '', ''],
  ['北海道帯広市西５条南１０丁目１番地', '帯広市西5条南10', '1', '', ''],
  ['京都市下京区西七条八幡町１３番地１０３', '京都市下京区西7条八幡町', '13-103', '', ''],
  ['東京都青空市緑町1-2-3-405', '青空市緑町', '1-2-3', '', '405'],
  ['東京都青空市緑町1-2-3 405号室', '青空市緑町', '1-2-3', '', '405'],
];
for (const [raw, town, numbers, building, floor] of addresses)
  test(`address ${raw}`, () => {
    const address = parseAddress([raw])!;
    assert.deepEqual(
      [address.town, address.numbers, address.building, address.floor],
      [town, numbers, building, floor],
    );
  });

test('a number tells what it is', () => {
  assert.deepEqual(['0312345678', '09012345678', '0120123456', '05012345678', '+14155550123'].map(phoneKind), [
    'fixed',
    'mobile',
    'toll_free',
    'ip',
    'foreign',
  ]);
  assert.deepEqual(
    [areaCode('0312345678'), areaCode('0521234567'), parseLocalPhone('1234-5678')],
    ['03', '052', '12345678'],
  );
});
