import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clean } from './clean.ts';
import { unescapeEntities } from './entities.ts';
import { isConfusablePair, repairConfusables } from './confusable.ts';
import { romajiSkeleton, toRomaji } from './romaji.ts';
import { editDistance, isOneEditAway, jaroWinkler } from './similar.ts';
import { foldLooseVariants, foldPersonVariants, foldVariants } from './variants.ts';

test('a scanner’s kanji becomes katakana, a kanji beside it stays', () => {
  for (const [written, meant] of [
    ['口ボット青空', 'ロボット青空'],
    ['二ューアオゾラ', 'ニューアオゾラ'],
    ['センタ一ビル', 'センタービル'],
    ['アオゾラ工業', 'アオゾラ工業'],
    ['第一ライフ', '第一ライフ'],
  ] as const)
    assert.equal(repairConfusables(written), meant);
  assert.ok(isConfusablePair('機', '気') && isConfusablePair('エ', '工') && !isConfusablePair('太', '大'));
});

test('spellings of one sound have one skeleton', () => {
  for (const spellings of [
    ['Ohno', 'Oono', 'オオノ'],
    ['Satoh', 'Satou', 'Sato', 'サトウ'],
    ['Homma', 'Honma', 'ホンマ'],
    ['Sinzyuku', 'Shinjuku', 'シンジュク'],
    ['Tyuo', 'Chuo', 'Chuou', 'チュウオウ'],
  ])
    assert.equal(new Set(spellings.map((spelling) => romajiSkeleton(toRomaji(spelling)))).size, 1, spellings[0]);
  assert.equal(romajiSkeleton('NTT'), 'ntt');
});

test('every mark that stands for an apostrophe, a dot or a dash is one', () => {
  for (const mark of '´‘’′`＇') assert.equal(clean(`L${mark}atelier`), "l'atelier");
  for (const mark of '·•∙⋅‧･') assert.equal(clean(`ア${mark}イ`), 'ア・イ');
  for (const mark of '-‐‑‒–—―−﹣－─━ーｰ゠⁃˗⸺') {
    assert.equal(clean(`サ${mark}ビス`), 'サービス');
    assert.equal(clean(`A${mark}Z`), 'a-z');
  }
});

test('people keep what companies fold: 嶋 and 島 are two families', () => {
  assert.equal(foldVariants('中嶋商店'), '中島商店');
  assert.equal(foldVariants('みすゞこゝろ佐々木'), 'みすずこころ佐佐木');
  assert.equal(foldPersonVariants('中嶋'), '中嶋');
  assert.equal(foldPersonVariants('髙橋邊齋'), '高橋辺斎');
  assert.equal(foldLooseVariants('斉藤龍'), '斎藤竜');
});

test('distances agree with each other and with their mirror image', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '青', '空'), maxLength: 8 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const distance = editDistance(one, other, 8);
      assert.equal(distance, editDistance(other, one, 8));
      assert.equal(isOneEditAway(one, other), distance === 1);
      assert.ok(Math.abs(jaroWinkler(one, other) - jaroWinkler(other, one)) < 1e-9);
      assert.equal(jaroWinkler(one, other) === 1, one === other && distance === 0);
    }),
    { seed: 20260401, numRuns: 2_000 },
  );
});

test('entities are characters again, whatever else holds an ampersand stays', () => {
  for (const [given, text] of [
    ['&#26666;式会社青空', '株式会社青空'],
    ['&#x682A;式会社青空', '株式会社青空'],
    ['A&amp;B企画', 'A&B企画'],
    ['A&amp;amp;B企画', 'A&B企画'],
    ['&amp;#26666;式会社', '株式会社'],
    ['M&uuml;ller &Ouml;l', 'Müller Öl'],
    ['&#128512;', '😀'],
    ['A&B', 'A&B'],
    ['R&D;青空', 'R&D;青空'],
    ['&;', '&;'],
    ['&foo;&#xD800;&#0;&#9999999;', '&foo;&#xD800;&#0;&#9999999;'],
  ] as const)
    assert.equal(unescapeEntities(given), text, given);
});

test('whatever was written as entities comes back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('&'));
      const escaped = Array.from(text, (character) => `&#${character.codePointAt(0)};`).join('');
      assert.equal(unescapeEntities(escaped), text);
    }),
  );
});
