import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isWordOfLeaving,
  nameTellsLeaving,
  statusTellsLeaving,
  tellsSecondPost,
  withoutMarkOfLeaving,
} from './leaving.ts';

test('a cell that is no more than the word of leaving', () => {
  for (const cell of ['退職', '退職済', '退職済み', '(退職)', '【退職者】', ' 退 社 '])
    assert.ok(isWordOfLeaving(cell), cell);
  for (const cell of ['退職給付課', '部長', '人事部', '', '転職支援事業部']) assert.ok(!isWordOfLeaving(cell), cell);
});

test('a mark beside the name, and the name without it', () => {
  for (const name of ['山田 太郎(退職)', '【退職済】山田 太郎', '山田 太郎 [転職]']) {
    assert.ok(nameTellsLeaving(name), name);
    assert.equal(withoutMarkOfLeaving(name), '山田 太郎');
  }
  assert.ok(!nameTellsLeaving('山田 太郎(旧姓 佐藤)'));
});

test('a status cell', () => {
  for (const cell of ['退職', '退職(2024年3月)', '在籍なし', 'Left the company', 'No longer with company'])
    assert.ok(statusTellsLeaving(cell), cell);
  for (const cell of ['在籍', '在職中', 'Active', '']) assert.ok(!statusTellsLeaving(cell), cell);
});

test('a second post', () => {
  for (const words of ['開発部(兼務)', '出向 課長', '社外取締役']) assert.ok(tellsSecondPost(words), words);
  assert.ok(!tellsSecondPost('取締役 兼 営業部長'));
});
