import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { insideSalesPattern } from './inside-sales.ts';
import { appointmentStatuses, appointmentStatusOf, appointmentStatusWords } from './status.ts';

test('each word of ours is understood as what it stands for', () => {
  for (const status of appointmentStatuses) assert.equal(appointmentStatusOf(appointmentStatusWords[status]), status);
});

const words: Readonly<Record<string, readonly string[]>> = {
  scheduled: [
    '予定',
    '実施予定',
    '未実施',
    'アポ設定済',
    '訪問予定',
    'SCHEDULED',
    'Planned',
    'Not completed',
    'not yet',
  ],
  held: ['実施', '実施済み', '訪問済', '面談実施', '完了', '出席', 'ＣＯＭＰＬＥＴＥＤ', 'Held', 'Done'],
  no_show: ['不参加', '欠席', '先方不在', 'ノーショー', 'No Show', 'NO_SHOW', 'no-show', "Didn't attend"],
  cancelled: ['中止', 'キャンセル', '先方キャンセル', '取り消し', 'CANCELED', 'Cancelled', '実施せず', 'not held'],
  rescheduled: ['日程変更', '延期', 'リスケ', '日程変更済', 'RESCHEDULED', 'Postponed'],
};
for (const [status, given] of Object.entries(words))
  test(`S3-17 ${given.join(', ')} mean ${status}`, () => {
    for (const word of given) assert.equal(appointmentStatusOf(word), status, word);
  });

test('what says none of them is no guess', () => {
  for (const word of ['日程調整中', '前進', 'B', '?', 'Open', ''])
    assert.equal(appointmentStatusOf(word), undefined, word);
});

test('width, case and spaces around a word change nothing', () =>
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(words).flat()), fc.constantFrom('', ' ', '　'), (word, space) => {
      assert.equal(appointmentStatusOf(`${space}${word.toUpperCase()}${space}`), appointmentStatusOf(word));
    }),
  ));

test('inside sales is told by department or title; a department of information systems is not', () => {
  const isInsideSales = (text: string) => new RegExp(insideSalesPattern, 'i').test(text);
  for (const text of ['インサイドセールス課', 'Inside Sales', 'BDR', '営業推進(SDR)', 'SDRチーム', '内勤営業'])
    assert.ok(isInsideSales(text), text);
  for (const text of ['営業一部', '情報システム(IS)部', 'フィールドセールス', 'XSDRAM開発'])
    assert.ok(!isInsideSales(text), text);
});
