import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleOfDeal } from './deal-title.ts';

const cases: [company: string | null, deal: string, title: string][] = [
  ['株式会社柏葉丸三倉庫', '柏葉丸三倉庫 搬送ロボットSR導入', '柏葉丸三倉庫 搬送ロボットSR導入'],
  ['株式会社柏葉丸三倉庫', '株式会社柏葉丸三倉庫 設備更新', '株式会社柏葉丸三倉庫 設備更新'],
  ['有限会社高橋精機', '㈲髙橋精機 検査装置', '㈲髙橋精機 検査装置'],
  ['株式会社青空商事', '搬送ライン更新(青空商事様)', '搬送ライン更新(青空商事様)'],
  ['南風精工株式会社', '荷役設備', '南風精工株式会社 荷役設備'],
  ['株式会社', '荷役設備', '株式会社 荷役設備'],
  [null, '荷役設備', '荷役設備'],
];
for (const [company, deal, title] of cases)
  test(`${deal} of ${company} is told as ${title}`, () => assert.equal(titleOfDeal(company, deal), title));
