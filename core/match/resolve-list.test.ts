import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { type ListRow, resolveList } from './resolve-list.ts';

const row = (name: string, address: string): ListRow => ({
  company: {
    name: parseCompanyName(name),
    ownKey: undefined,
    corporateNumber: undefined,
    domains: [],
    phones: [],
    address: parseAddress([address]),
    attributes: {},
  },
});
const letters = [...'青緑赤黒白金銀銅鉄木水火土日月星空海山川花鳥風雪雲'];
const tenantsOf = (office: string, place: number) =>
  letters.map((letter) => row(`株式会社${letter}原${['', '精機'][place]}`, office));
const offices = ['東京都渋谷区神宮前6-23-4 桑野ビル2階', '大阪府大阪市北区梅田1-1-3 駅前第三ビル6階'] as const;

test('one name in two rental offices is two companies and a question; twice in one of them it is one', () => {
  const list = [
    ...offices.flatMap(tenantsOf),
    row('合同会社アシスト', offices[0]),
    row('合同会社アシスト', offices[1]),
    row('合同会社アシスト', offices[1]),
  ];
  const { rows, match } = resolveList(list).companies;
  const [first, second, third] = [...match.clusterOf].slice(rows.length - 3);
  assert.notEqual(first, second);
  assert.equal(second, third);
});
