import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isSureSplit, splitName } from './split-name.ts';

const cut = (full: string) => splitName(full).join('|');

test('names of public life are taken apart where their owners do it', () => {
  const names =
    '夏目|漱石 芥川|龍之介 太宰|治 川端|康成 三島|由紀夫 大江|健三郎 森|鷗外 樋口|一葉 与謝野|晶子 武者小路|実篤 国木田|独歩 二葉亭|四迷 泉|鏡花 林|真理子 林|芙美子 利根川|進 南部|陽一郎 桂|太郎 西園寺|公望 原|敬 林|銑十郎 岸|信介 ' +
    '菅|義偉 中曽根|康弘 三木谷|浩史 御手洗|毅 谷|亮子 勝|新太郎 松任谷|由実 滝|廉太郎 隈|研吾 新渡戸|稲造 関|孝和 勝|海舟 吉永|小百合 長谷川|町子 宇多田|ヒカル 美空|ひばり 大久保|利通 藤子|不二雄 南方|熊楠 黒澤|明 羽生|善治';
  for (const name of names.split(' ')) assert.equal(cut(name.replace('|', '')), name);
});

test('a family name of one character is told from the first of two', () => {
  for (const name of [
    '森|健一',
    '森川|健',
    '原|結衣',
    '原田|実',
    '林|まゆみ',
    '林田|博',
    '森|重雄',
    '辻堂|薫',
    '島|耕作',
    '小野田|勇',
  ])
    assert.equal(cut(name.replace('|', '')), name);
});

test('old characters are read as the common ones and stay as they were written', () => {
  for (const name of ['髙橋|太郎', '渡邉|花子', '山﨑|健', '齋藤|一郎', '澤|穂希', '廣瀨|進', '佐々木|希', '矢ヶ崎|学'])
    assert.equal(cut(name.replace('|', '')), name);
});

test('a family name that no list knows is cut by its shape, else by the usual lengths', () => {
  for (const name of ['藤浦|康也', '萩峰|健輔', '栄里|智之', '甲乙|丙丁', '甲乙|丙', '甲|乙'])
    assert.equal(cut(name.replace('|', '')), name);
});

test('a family name alone stays whole', () => {
  for (const name of ['佐藤', '勅使河原', '東海林']) assert.deepEqual(splitName(name), [name, '']);
});

test('nothing is lost in cutting', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'佐藤田中太郎森林健一々髙ひらカナ𠮷'), maxLength: 8 }), (full) => {
      assert.equal(splitName(full).join(''), full);
    }),
    { seed: 20260402 },
  ));

test('a cut is a guess where the family name is in no list or ends as likely elsewhere', () => {
  const sure = ['山田太郎', '森健一', '森川健', '小野田勇', '東海林太郎', 'ワタナベケンイチ', '金子'];
  const guessed = ['藤浦明美', '阿久津翔', '原田村正', 'タケナカ'];
  assert.deepEqual(
    [...sure, ...guessed].filter((full) => isSureSplit(full)),
    sure,
  );
});
