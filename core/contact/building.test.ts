import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareAddresses } from '#core/match/compare-contact.ts';
import { parseAddress } from './address.ts';
import { compareBuildings } from './building.ts';

const buildings = (one: string, other: string) => {
  const read = (building: string) => parseAddress([`千代田区丸の内2-4-1 ${building}`])!.building;
  assert.equal(compareBuildings(read(one), read(other)), compareBuildings(read(other), read(one)));
  return compareBuildings(read(one), read(other));
};

test('a building is one however its kind and script are written', () => {
  for (const [one, other] of [
    ['青空ビルディング', '青空ビル'],
    ['青空ビルヂング', '青空Bldg.'],
    ['丸の内ビルディング', 'Marunouchi Building'],
    ['丸の内ビル', 'MARUNOUCHI BLDG'],
    ['アオゾラタワー', 'Aozora Tower'],
    ['第2青空ビル', '第二青空ビル'],
    ['虎ノ門ヒルズ', 'Toranomon Hills'],
    ['汐留シティセンター', 'Shiodome City Center'],
    ['グリーンプラザ', 'Green Plaza'],
    ['青空中央通ビル', '青空中央道ビル'],
  ] as const)
    assert.equal(buildings(one, other), 'equal', `${one} ${other}`);
});

test('other words and other numbers are other buildings, and what may be either tells nothing', () => {
  for (const [one, other] of [
    ['青空ビル', '緑ビル'],
    ['第1青空ビル', '第2青空ビル'],
    ['青空ビル', '緑タワー'],
    ['第2青空ビル', '青空ビル'],
    ['Aozora Building', 'Midori Building'],
  ] as const)
    assert.equal(buildings(one, other), 'different', `${one} ${other}`);
  for (const [one, other] of [
    ['青空ビル', '青空タワー'],
    ['青空ビル', ''],
    ['青空ビル', '青空ビル本館'],
    ['本郷ビル', 'A'],
  ] as const)
    assert.equal(buildings(one, other), undefined, `${one} ${other}`);
});

test('a building tells what the street number leaves open', () => {
  const level = (one: string, other: string) => compareAddresses(parseAddress([one])!, parseAddress([other])!);
  const full = '東京都千代田区丸の内2-4-1 丸の内ビルディング5F';
  assert.equal(level(full, '千代田区丸の内2-4-1 Marunouchi Bldg. 5F'), 'room');
  assert.equal(level(full, '東京都千代田区丸の内2-4 丸の内ビル5階'), 'room');
  assert.equal(level(full, '東京都千代田区丸の内2-4 丸の内ビル6階'), 'floor');
  assert.equal(level(full, '東京都千代田区丸之内2-4-1 丸ノ内ビル'), 'parcel');
  assert.equal(
    level(full, '東京都千代田区丸の内二丁目4番1号 緑タワー5階'),
    'parcel',
    'undecided kinds stay a room or less',
  );
  assert.equal(level(full, '東京都千代田区丸の内2-4 緑ビル5階'), 'open_block');
  assert.equal(level('東京都千代田区丸の内2-4-1 青空ビル5F', '東京都千代田区丸の内2-4-1 緑ビル5F'), 'parcel');
});
